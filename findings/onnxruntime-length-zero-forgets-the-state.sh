#!/usr/bin/env bash
# onnxruntime-node 1.30.0 (CPU), LSTM, GRU and RNN with sequence_lens and initial states: where a
# sequence has length 0, Y_h (and Y_c) are 0, not the initial state that was given. Nothing was
# read, so one would expect the state to come out as it went in; a server that batches streams and
# passes length 0 for a silent one wipes that stream's memory. Beside it, at length 2, the same
# initial state is used as it should be.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-save --ignore-scripts onnxruntime-node@1.30.0 onnx-proto@8.0.1
cat > try.cjs <<'JS'
const { onnx } = require('onnx-proto')
const { InferenceSession, Tensor } = require('onnxruntime-node')
const floats = (data, dims) => new Tensor('float32', Float32Array.from(data), dims)
const input = (name, elemType = 1) => ({ name, type: { tensorType: { elemType } } })
const constant = (name, dims, floatData) => ({ name, dims, dataType: 1, floatData })

/** A cell with one input and one unit. */
function model(op, gates, states, outputs) {
  const node = {
    opType: op,
    input: ['X', 'W', 'R', '', 'lengths', ...states],
    output: outputs,
    attribute: [{ name: 'hidden_size', type: 2, i: 1 }],
  }
  const weights = [0.5, 0.6, -0.7, 0.8].slice(0, gates)
  const graph = {
    name: 'one cell',
    node: [node],
    initializer: [constant('W', [1, gates, 1], weights), constant('R', [1, gates, 1], weights)],
    input: [input('X'), input('lengths', 6), ...states.map((name) => input(name))],
    output: outputs.map((name) => input(name)),
  }
  const whole = { irVersion: 8, opsetImport: [{ domain: '', version: 14 }], graph }
  return Buffer.from(onnx.ModelProto.encode(onnx.ModelProto.create(whole)).finish())
}

async function main() {
  for (const [op, gates] of [
    ['LSTM', 4],
    ['GRU', 3],
    ['RNN', 1],
  ]) {
    const states = op === 'LSTM' ? ['h0', 'c0'] : ['h0']
    const session = await InferenceSession.create(
      model(op, gates, states, ['Y', 'Y_h', 'Y_c'].slice(0, 1 + states.length)),
    )
    const feeds = {
      X: floats([1, 2, 3, 4], [2, 2, 1]),
      lengths: new Tensor('int32', Int32Array.from([0, 2]), [2]),
    }
    for (const name of states) feeds[name] = floats([0.5, 0.5], [1, 2, 1])
    const { Y_h, Y_c } = await session.run(feeds)
    const say = ({ data }) => Array.from(data, (one) => one.toFixed(4)).join(' ')
    console.log(
      op,
      'lengths 0 and 2, initial states 0.5: Y_h',
      say(Y_h),
      ...(Y_c ? ['Y_c', say(Y_c)] : []),
    )
  }
}
main()
JS
node try.cjs | tee seen
diff seen - <<'EXPECTED'
LSTM lengths 0 and 2, initial states 0.5: Y_h 0.0000 0.6896 Y_c 0.0000 0.9383
GRU lengths 0 and 2, initial states 0.5: Y_h 0.0000 0.0514
RNN lengths 0 and 2, initial states 0.5: Y_h 0.0000 0.9844
EXPECTED
