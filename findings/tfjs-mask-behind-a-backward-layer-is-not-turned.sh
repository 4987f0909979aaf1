#!/usr/bin/env bash
# @tensorflow/tfjs 4.22.0, an Embedding with maskZero, a SimpleRNN with goBackwards and
# returnSequences, and a SimpleRNN behind it: the backward layer hands on its sequence turned round,
# and the mask as it was. Of a sequence padded at its end the second layer therefore skips what was
# made of real steps and reads what was made of padding, so its state is not that of the same
# sequence without padding. Forwards the two agree. (Keras 3.15.1 for Python does the same.)
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-save --ignore-scripts @tensorflow/tfjs@4.22.0
cat > try.cjs <<'JS'
const tf = require('@tensorflow/tfjs')

/** All weights 0.5, biases 0; the state that the second layer ends with. */
function endOf(goBackwards, symbols) {
  const model = tf.sequential()
  const unit = { units: 1, kernelInitializer: 'ones', recurrentInitializer: 'zeros' }
  model.add(tf.layers.embedding({ inputDim: 4, outputDim: 1, maskZero: true, inputShape: [null] }))
  model.add(tf.layers.simpleRNN({ ...unit, returnSequences: true, goBackwards }))
  model.add(tf.layers.simpleRNN(unit))
  model.layers[0].setWeights([tf.tensor2d([[0], [0.1], [0.2], [0.3]])])
  return model.predict(tf.tensor2d([symbols])).dataSync()[0].toFixed(4)
}

for (const goBackwards of [false, true])
  console.log(
    goBackwards ? 'backwards:' : 'forwards:',
    endOf(goBackwards, [1, 2, 3]),
    'padded with two zeros:',
    endOf(goBackwards, [1, 2, 3, 0, 0]),
  )
JS
node try.cjs 2>/dev/null | grep wards | tee seen
diff seen - <<'EXPECTED'
forwards: 0.2833 padded with two zeros: 0.2833
backwards: 0.0993 padded with two zeros: 0.2833
EXPECTED
