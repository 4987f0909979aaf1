#!/usr/bin/env bash
# onnxruntime-node 1.30.0 (CPU), DynamicQuantizeLSTM, which onnxruntime's quantize_dynamic puts in
# the place of an LSTM: one scale is taken for the whole input, over all steps and all sequences of
# a call. That another batch gives other answers is known of such operators. For a recurrent net it
# means more: the net is no longer causal. The answer to the first step is another one when a later
# step is louder, and of a quiet first step nothing is left, the answer is exactly 0. So a file fed
# step by step, as a stream, and the same file fed whole, as in a test, meet two nets. The LSTM that
# it was made of gives one answer in every row.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-save --ignore-scripts onnxruntime-node@1.30.0 onnx-proto@8.0.1
cat > try.cjs <<'JS'
const { onnx } = require('onnx-proto')
const { InferenceSession, Tensor } = require('onnxruntime-node')
const value = (name) => ({ name, type: { tensorType: { elemType: 1 } } })
const floats = (name, dims, floatData) => ({ name, dims, dataType: 1, floatData })
const bytes = (name, dims, data) => ({ name, dims, dataType: 2, rawData: Buffer.from(data) })

// Gates i, o, f, c of one unit. A weight is (byte - 128) / 64.
const [weights, recurrent] = [
  [160, 192, 96, 224],
  [192, 144, 160, 96],
]
const real = (bytes) => bytes.map((byte) => (byte - 128) / 64)
const scales = ['W', 'R'].flatMap((name) => [
  floats(`${name} scale`, [1], [1 / 64]),
  bytes(`${name} zero`, [1], [128]),
])

function model(quantized) {
  const node = quantized
    ? { opType: 'DynamicQuantizeLSTM', domain: 'com.microsoft' }
    : { opType: 'LSTM' }
  node.input = ['X', 'W', 'R']
  if (quantized) node.input.push('', '', '', '', '', 'W scale', 'W zero', 'R scale', 'R zero')
  node.output = ['Y']
  node.attribute = [{ name: 'hidden_size', type: 2, i: 1 }]
  const initializer = quantized
    ? [bytes('W', [1, 1, 4], weights), bytes('R', [1, 1, 4], recurrent), ...scales]
    : [floats('W', [1, 4, 1], real(weights)), floats('R', [1, 4, 1], real(recurrent))]
  const [input, output] = [[value('X')], [value('Y')]]
  const graph = { name: 'one', node: [node], initializer, input, output }
  const opsetImport = [
    { domain: '', version: 14 },
    { domain: 'com.microsoft', version: 1 },
  ]
  const whole = { irVersion: 8, opsetImport, graph }
  return Buffer.from(onnx.ModelProto.encode(onnx.ModelProto.create(whole)).finish())
}

async function main() {
  const [small, full] = await Promise.all(
    [true, false].map((one) => InferenceSession.create(model(one), { logSeverityLevel: 3 })),
  )
  const first = async (session, x, batch) => {
    const X = new Tensor('float32', Float32Array.from(x), [x.length / batch, batch, 1])
    return (await session.run({ X })).Y.data[0].toFixed(5)
  }
  for (const [said, x, batch] of [
    ['alone', [0.1], 1],
    ['before 1', [0.1, 1], 1],
    ['before 20', [0.1, 20], 1],
    ['before 60', [0.1, 60], 1],
    ['beside another sequence with 60', [0.1, 60], 2],
  ]) {
    const [quantized, exact] = [await first(small, x, batch), await first(full, x, batch)]
    console.log('0.1', said + ':', quantized, 'LSTM', exact)
  }
}
main()
JS
node try.cjs | tee seen
diff seen - <<'EXPECTED'
0.1 alone: 0.03998 LSTM 0.03998
0.1 before 1: 0.03916 LSTM 0.03998
0.1 before 20: 0.03098 LSTM 0.03998
0.1 before 60: 0.00000 LSTM 0.03998
0.1 beside another sequence with 60: 0.00000 LSTM 0.03998
EXPECTED
