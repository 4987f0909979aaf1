#!/usr/bin/env bash
# onnxruntime-node 1.30.0 (CPU), LSTM: ScaledTanh and Affine as an activation without
# activation_alpha and activation_beta are taken with alpha = beta = 0, so every output is 0,
# without an error or a warning. LeakyRelu, Elu and HardSigmoid get the defaults of the operators
# of that name (0.01, 1, and 0.2 with 0.5); ScaledTanh and Affine have no such operators in
# today's operator set, and no defaults, and one would expect to be told so. The net looks as if
# it had learned nothing.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-save --ignore-scripts onnxruntime-node@1.30.0 onnx-proto@8.0.1
cat > try.cjs <<'JS'
const { onnx } = require('onnx-proto')
const { InferenceSession, Tensor } = require('onnxruntime-node')
const value = (name) => ({ name, type: { tensorType: { elemType: 1 } } })
const weights = [0.5, 0.6, -0.7, 0.8]

function model(activation, alpha) {
  const strings = ['Sigmoid', activation, 'Tanh'].map((name) => Buffer.from(name))
  const attribute = [
    { name: 'hidden_size', type: 2, i: 1 },
    { name: 'activations', type: 8, strings },
  ]
  if (alpha)
    attribute.push(
      { name: 'activation_alpha', type: 6, floats: [alpha] },
      { name: 'activation_beta', type: 6, floats: [1] },
    )
  const constant = (name) => ({ name, dims: [1, 4, 1], dataType: 1, floatData: weights })
  const graph = {
    name: 'one cell',
    node: [{ opType: 'LSTM', input: ['X', 'W', 'R'], output: ['Y'], attribute }],
    initializer: [constant('W'), constant('R')],
    input: [value('X')],
    output: [value('Y')],
  }
  const whole = { irVersion: 8, opsetImport: [{ domain: '', version: 14 }], graph }
  return Buffer.from(onnx.ModelProto.encode(onnx.ModelProto.create(whole)).finish())
}

async function main() {
  const tries = [
    ['Tanh'],
    ['LeakyRelu'],
    ['Elu'],
    ['HardSigmoid'],
    ['ScaledTanh'],
    ['Affine'],
    ['ScaledTanh', 1],
    ['Affine', 1],
  ]
  for (const [activation, alpha] of tries) {
    const session = await InferenceSession.create(model(activation, alpha), { logSeverityLevel: 2 })
    const { Y } = await session.run({
      X: new Tensor('float32', Float32Array.from([1, -2]), [2, 1, 1]),
    })
    console.log(
      activation,
      alpha ? 'with alpha and beta 1:' : 'alone:',
      Array.from(Y.data, (one) => one.toFixed(4)).join(' '),
    )
  }
}
main()
JS
node try.cjs | tee seen
diff seen - <<'EXPECTED'
Tanh alone: 0.2526 0.0152
LeakyRelu alone: 0.2973 0.0955
Elu alone: 0.2973 0.0419
HardSigmoid alone: 0.2513 0.0946
ScaledTanh alone: 0.0000 0.0000
Affine alone: 0.0000 0.0000
ScaledTanh with alpha and beta 1: 0.2526 0.0152
Affine with alpha and beta 1: 0.5215 0.1883
EXPECTED
