/**
 * The training step in TensorFlow.js on its WebAssembly backend, which in Node runs on one thread.
 * ∂L/∂h_t and ∂L/∂c_t are derivatives with respect to zeros that are added to h_t and c_t.
 */
import * as tf from '@tensorflow/tfjs'
import '@tensorflow/tfjs-backend-wasm'
import { blocksOf, CLIP, LEARNING_RATE, WEIGHTS } from './problem.js'

export async function startTfjs() {
  await tf.setBackend('wasm')
  await tf.ready()
  return tf.version_core
}

/** The mean squared error of a whole batch, as a function of weights and zeros. */
function lossOf({ cell, T, H, B }, x, y) {
  const lstm = cell === 'lstm'
  return (wih, whh, bias, wout, bout, ...zeros) => {
    // One product for all time steps; what is left to each is the recurrent one.
    const fromInput = tf.matMul(x, wih).add(bias).reshape([T, B, -1]).unstack()
    let h = tf.zeros([B, H])
    let c = tf.zeros([B, H])
    for (let t = 0; t < T; t++) {
      const z = tf.add(fromInput[t], tf.matMul(h, whh))
      if (lstm) {
        const [i, f, g, o] = tf.split(z, 4, 1)
        const kept = tf.mul(tf.sigmoid(f), c)
        c = tf.add(tf.add(kept, tf.mul(tf.sigmoid(i), tf.tanh(g))), zeros[T + t])
        h = tf.add(tf.mul(tf.sigmoid(o), tf.tanh(c)), zeros[t])
      } else {
        h = tf.add(tf.tanh(z), zeros[t])
      }
    }
    return tf.losses.meanSquaredError(y, tf.add(tf.matMul(h, wout), bout))
  }
}

/** The L2 norms of many [B, H] gradients. */
const normsOf = (gradients) =>
  tf.tidy(() => tf.stack(gradients).square().sum([1, 2]).sqrt().dataSync())

/** Scales gradients down to a global norm of at most CLIP. */
function clipped(gradients) {
  const squares = tf.addN(gradients.map((gradient) => gradient.square().sum()))
  const factor = tf.minimum(1, tf.div(CLIP, squares.sqrt().add(1e-6)))
  return gradients.map((gradient) => gradient.mul(factor))
}

/**
 * @param {import('./problem.js').Problem} problem
 * @returns step(), as plain.js's, with dispose()
 */
export function tfjsStep({ sizes, x, y, weights }) {
  const { cell, T, H, B, I, O } = sizes
  const lstm = cell === 'lstm'
  const rows = blocksOf(cell) * H
  // TensorFlow multiplies rows by columns, so its matrices are PyTorch's transposed.
  const matrix = (values, high, wide) =>
    tf.tidy(() => tf.variable(tf.tensor2d(values, [high, wide]).transpose()))
  const variables = [
    matrix(weights.wih, rows, I),
    matrix(weights.whh, rows, H),
    tf.variable(tf.tensor1d(weights.bias)),
    matrix(weights.wout, O, H),
    tf.variable(tf.tensor1d(weights.bout)),
  ]
  const zero = tf.zeros([B, H])
  const zeros = Array.from({ length: lstm ? 2 * T : T }, () => zero.clone())
  const data = [tf.tensor2d(x, [T * B, I]), tf.tensor2d(y, [B, O])]
  const gradientsOf = tf.valueAndGrads(lossOf(sizes, ...data))
  const adam = tf.train.adam(LEARNING_RATE, 0.9, 0.999, 1e-8)

  const step = () =>
    tf.tidy(() => {
      const { value, grads } = gradientsOf([...variables, ...zeros])
      const ofStates = grads.slice(WEIGHTS.length)
      const hidden = normsOf(ofStates.slice(0, T))
      const cellNorms = lstm ? normsOf(ofStates.slice(T)) : null
      const named = clipped(grads.slice(0, WEIGHTS.length)).map((tensor, n) => ({
        name: variables[n].name,
        tensor,
      }))
      adam.applyGradients(named)
      return { loss: value.dataSync()[0], hidden, cell: cellNorms }
    })
  const dispose = () => {
    for (const tensor of [...variables, ...zeros, ...data, zero]) tensor.dispose()
    adam.dispose()
  }
  return Object.assign(step, { dispose })
}
