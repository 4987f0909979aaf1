#!/usr/bin/env bash
# RNNoise (@jitsi/rnnoise-wasm 0.2.1) has three GRUs and is given 480 samples at a time. A frame of
# digital silence gets the answer 0 and leaves its memory alone: a tone of 0.2 s, and then zeros
# for 1 s or for 100 s, and the next tone is answered with the same bits, and not as by a fresh
# detector, to which zeros are nothing either. A muted microphone keeps what was said before the
# mute for as long as it is muted. Noise of -1, 0 and 1 in units of 16 bits, which nobody hears, is
# another matter: it runs the net, fresh or not, and the same first frame of a tone is answered with
# anything from 0.09 to 0.82. So whoever tests with zeros tests no silence that a room has. Silero
# VAD is the other way about: it runs on zeros as on all else, and a cell drifts (docs/silero.md).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-save --ignore-scripts @jitsi/rnnoise-wasm@0.2.1
cp node_modules/@jitsi/rnnoise-wasm/dist/rnnoise-sync.js rnnoise.mjs
cat > try.mjs <<'JS'
import create from './rnnoise.mjs'

const net = await create().ready
const [FRAME, RATE] = [480, 48000]
const at = net._malloc(FRAME * 4)

/** One stream of frames, each answered with the probability of a voice. */
function open() {
  const state = net._rnnoise_create()
  return (frame) => {
    net.HEAPF32.set(frame, at / 4)
    return net._rnnoise_process_frame(state, at, at)
  }
}

const parts = [8000, 4000, 2400]
const wave = (n) =>
  parts.reduce((sum, by, k) => sum + by * Math.sin((2 * Math.PI * 200 * (k + 1) * n) / RATE), 0)
const tone = (k) => Float32Array.from({ length: FRAME }, (_, j) => wave(k * FRAME + j))
const quiet = {
  zeros: () => () => 0,
  noise: () => {
    let seed = 1
    return () => {
      seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0
      return Math.floor((3 * seed) / 2 ** 32) - 1
    }
  },
}

const times = (count, make, listen) => Array.from({ length: count }, (_, k) => listen(make(k)))
for (const [name, make] of Object.entries(quiet)) {
  const bits = [100, 1000, 10000].map((frames) => {
    const [fresh, spoken] = [0, 20].map((before) => {
      const [listen, sample] = [open(), make()]
      times(before, tone, listen)
      times(frames, () => Float32Array.from({ length: FRAME }, sample), listen)
      return times(10, tone, listen)
    })
    const [a, b] = [fresh, spoken].map(([first]) => first.toFixed(4))
    console.log(`a tone after ${frames} frames of ${name}: fresh ${a}, with a past ${b}`)
    return [...fresh, ...spoken].join()
  })
  console.log('  ten frames of it, to the last bit:', new Set(bits).size, 'answers')
}
JS
node try.mjs | tee seen
diff seen - <<'EXPECTED'
a tone after 100 frames of zeros: fresh 0.9978, with a past 0.6014
a tone after 1000 frames of zeros: fresh 0.9978, with a past 0.6014
a tone after 10000 frames of zeros: fresh 0.9978, with a past 0.6014
  ten frames of it, to the last bit: 1 answers
a tone after 100 frames of noise: fresh 0.5453, with a past 0.0932
a tone after 1000 frames of noise: fresh 0.5519, with a past 0.0956
a tone after 10000 frames of noise: fresh 0.8188, with a past 0.7466
  ten frames of it, to the last bit: 3 answers
EXPECTED
