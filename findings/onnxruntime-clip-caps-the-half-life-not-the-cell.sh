#!/usr/bin/env bash
# onnxruntime-node 1.30.0 (CPU), LSTM with clip, the "cell clip threshold" of the operator's text.
# What is held within the threshold are the sums that go into the gates and the candidate. The cell
# isn't, nor is it where it goes into its own activation. So with clip = 3 the cell of a net that
# counts goes far past 3, and what the clip does change is the forget gate: sigmoid(3) = 0.953 is
# as open as one can be, whatever the bias, so that no cell has a half-life of more than 15 steps,
# and a count of 1,000 comes to 20. TensorFlow's cell_clip, from which one would take the number,
# holds c and leaves the gates be.
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
const STEPS = 1000

// Zero weights, so that the gates are what the biases of i, o, f and c say. The activation of the
// cell is Relu: what went into it can be read off the output, for o is (nearly) 1 or is known.
function model(bias, clip) {
  const strings = ['Sigmoid', 'Tanh', 'Relu'].map((name) => Buffer.from(name))
  const attribute = [
    { name: 'hidden_size', type: 2, i: 1 },
    { name: 'activations', type: 8, strings },
  ]
  if (clip) attribute.push({ name: 'clip', type: 1, f: clip })
  const states = ['h0', 'c0']
  const node = {
    opType: 'LSTM',
    input: ['X', 'W', 'R', 'B', '', ...states],
    output: ['Y', '', 'Y_c'],
    attribute,
  }
  const graph = {
    name: 'one cell',
    node: [node],
    initializer: [
      constant('W', [1, 4, 1], [0, 0, 0, 0]),
      constant('R', [1, 4, 1], [0, 0, 0, 0]),
      constant('B', [1, 8], [...bias, 0, 0, 0, 0]),
    ],
    input: ['X', ...states].map(value),
    output: ['Y', 'Y_c'].map(value),
  }
  const whole = { irVersion: 8, opsetImport: [{ domain: '', version: 14 }], graph }
  return Buffer.from(onnx.ModelProto.encode(onnx.ModelProto.create(whole)).finish())
}

async function run(bias, clip, c0, steps) {
  const session = await InferenceSession.create(model(bias, clip), { logSeverityLevel: 3 })
  const one = (v) => new Tensor('float32', [v], [1, 1, 1])
  const X = new Tensor('float32', new Float32Array(steps), [steps, 1, 1])
  const { Y, Y_c } = await session.run({ X, h0: one(0), c0: one(c0) })
  return { c: Y_c.data[0], h: Y.data[steps - 1] }
}

async function main() {
  for (const clip of [undefined, 10, 5, 3, 1]) {
    const counted = await run([20, 20, 20, 20], clip, 0, STEPS)
    const { c } = await run([0, 20, 20, 0], clip, 1, 1)
    const half = Math.log(0.5) / Math.log(c)
    console.log(
      clip ? `clip ${clip}:` : 'no clip:',
      `c counts to ${counted.c.toPrecision(3)}, o · c ${counted.h.toPrecision(3)};`,
      `f at a bias of 20 ${c.toPrecision(4)},`,
      'half-life',
      c < 1 ? half.toPrecision(2) : 'without end',
    )
  }
}
main()
JS
node try.cjs | tee seen
diff seen - <<'EXPECTED'
no clip: c counts to 1.00e+3, o · c 1.00e+3; f at a bias of 20 1.000, half-life without end
clip 10: c counts to 978, o · c 978; f at a bias of 20 1.000, half-life 1.5e+4
clip 5: c counts to 148, o · c 147; f at a bias of 20 0.9933, half-life 1.0e+2
clip 3: c counts to 20.0, o · c 19.0; f at a bias of 20 0.9526, half-life 14
clip 1: c counts to 2.07, o · c 1.51; f at a bias of 20 0.7311, half-life 2.2
EXPECTED
