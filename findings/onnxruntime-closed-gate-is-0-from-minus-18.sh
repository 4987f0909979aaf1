#!/usr/bin/env bash
# onnxruntime-node 1.30.0 (CPU, x86-64): the sigmoid has an absolute, not a relative precision: its
# values are multiples of 2^-24 or so, and it is exactly 0 from -18 on, where float32 itself goes
# on to -103. That holds for the operator Sigmoid and for the gates of LSTM and GRU. So an input
# gate at -17 lets 2.2 times as much into the cell state per step as it should, one at -15 1.17
# times, and at -18 nothing at all: what a nearly closed gate leaks over a thousand steps is
# another number here than in the framework that trained the net, log(i) is -Infinity, and the
# usual tolerance of 1e-6 on the outputs of one step doesn't see it.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-save --ignore-scripts onnxruntime-node@1.30.0 onnx-proto@8.0.1
cat > try.cjs <<'JS'
const { onnx } = require('onnx-proto')
const { InferenceSession, Tensor } = require('onnxruntime-node')
const value = (name) => ({ name, type: { tensorType: { elemType: 1 } } })
const constant = (name, dims, floatData) => ({ name, dims, dataType: 1, floatData })
const hidden = { name: 'hidden_size', type: 2, i: 1 }

function encode(node, initializer) {
  const [input, output] = [[value('X')], [value('Y')]]
  const graph = { name: 'one', node: [node], initializer, input, output }
  const whole = { irVersion: 8, opsetImport: [{ domain: '', version: 14 }], graph }
  return Buffer.from(onnx.ModelProto.encode(onnx.ModelProto.create(whole)).finish())
}

// Zero weights: the gates are what the bias says. Gates i, o, f, c; c_1 = sigmoid(bias) · 1.
function lstm(bias) {
  const [input, output] = [['X', 'W', 'R', 'B'], ['', '', 'Y']]
  return encode({ opType: 'LSTM', input, output, attribute: [hidden] }, [
    constant('W', [1, 4, 1], [0, 0, 0, 0]),
    constant('R', [1, 4, 1], [0, 0, 0, 0]),
    constant('B', [1, 8], [bias, 100, 100, 20, 0, 0, 0, 0]),
  ])
}

async function run(model, x, dims) {
  const session = await InferenceSession.create(model, { logSeverityLevel: 3 })
  return (await session.run({ X: new Tensor('float32', Float32Array.of(x), dims) })).Y.data[0]
}

async function main() {
  for (const bias of [-10, -15, -17, -18, -30]) {
    const gate = await run(lstm(bias), 0, [1, 1, 1])
    const alone = await run(encode({ opType: 'Sigmoid', input: ['X'], output: ['Y'] }), bias, [1])
    const right = 1 / (1 + Math.exp(-bias))
    const [a, b, c] = [gate, alone, right].map((one) => one.toPrecision(3))
    console.log(bias, 'gate', a, 'alone', b, 'right', c)
  }
}
main()
JS
node try.cjs | tee seen
diff seen - <<'EXPECTED'
-10 gate 0.0000454 alone 0.0000454 right 0.0000454
-15 gate 3.58e-7 alone 3.58e-7 right 3.06e-7
-17 gate 8.94e-8 alone 8.94e-8 right 4.14e-8
-18 gate 0.00 alone 0.00 right 1.52e-8
-30 gate 0.00 alone 0.00 right 9.36e-14
EXPECTED
