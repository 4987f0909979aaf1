#!/usr/bin/env bash
# brain.js 1.6.1, recurrent.LSTM and GRU: after training, the forget gate's bias, and those of GRU's
# update and reset gates, are exactly 0, and the others are not. Going back through time, the
# gradient of a sum is assigned, not added, so what a bias gets is that of the step visited last:
# the sequence's first. There the state before is 0, a forget gate has nothing to keep, and its
# gradient is exactly 0. The usual remedy for a net that forgets too soon, a forget gate opened by
# its bias, can't be learned here. What the library calls LSTM has no cell that lasts either: c is
# f times the h (not the c) of before plus i times the candidate, so each step takes it through
# tanh and the output gate. With all gates wide open an LSTM keeps what was written; here 0.76 is
# down to 0.17 after 50 steps, as if tanh were taken 50 times.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-save --ignore-scripts brain.js@1.6.1
cat > try.cjs <<'JS'
const { recurrent } = require('brain.js')

const nonZero = (bias) => Object.values(bias.weights).filter((one) => one !== 0).length
for (const kind of ['LSTM', 'GRU']) {
  const net = new recurrent[kind]({ hiddenLayers: [10] })
  net.train(['ab1', 'ba2', 'aabb3', 'bbaa4'], { iterations: 300, learningRate: 0.02 })
  const layer = net.toJSON().hiddenLayers[0]
  for (const name of Object.keys(layer).filter((one) => one.endsWith('Bias')))
    console.log(kind, name, nonZero(layer[name]), 'of 10 are not 0')
}

// One unit with f = i = o = 1: the candidate writes 1 at the first step and nothing after it.
const net = new recurrent.LSTMTimeStep({ inputSize: 1, outputSize: 1, hiddenLayers: [1] })
net.train([[[0], [0], [0]]], { iterations: 1, learningRate: 0 })
const json = net.toJSON()
const fill = (matrix, by) => {
  for (const at of Object.keys(matrix.weights)) matrix.weights[at] = by
}
for (const [name, matrix] of Object.entries(json.hiddenLayers[0]))
  fill(matrix, /^(input|forget|output)Bias$/.test(name) ? 40 : 0)
fill(json.hiddenLayers[0].cellActivationMatrix, 40)
fill(json.outputConnector, 1)
fill(json.output, 0)
net.fromJSON(json)
const said = [0, 1, 9, 49].map((silent) => {
  const one = net.run([[1], ...Array(silent).fill([0])])
  return Number(one[0] ?? one).toFixed(3)
})
console.log('gates open, written once: h after 1, 2, 10 and 50 steps', said.join(' '))
let h = Math.tanh(1)
for (let k = 1; k < 50; k++) h = Math.tanh(h)
console.log('tanh of 1, taken 50 times:', h.toFixed(3))
JS
node try.cjs | tee seen
diff seen - <<'EXPECTED'
LSTM inputBias 10 of 10 are not 0
LSTM forgetBias 0 of 10 are not 0
LSTM outputBias 10 of 10 are not 0
LSTM cellActivationBias 10 of 10 are not 0
GRU updateGateBias 0 of 10 are not 0
GRU resetGateBias 0 of 10 are not 0
GRU cellWriteBias 10 of 10 are not 0
gates open, written once: h after 1, 2, 10 and 50 steps 0.762 0.642 0.356 0.170
tanh of 1, taken 50 times: 0.170
EXPECTED
