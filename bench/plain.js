/**
 * The training step as one writes it in JavaScript without a library: loops over Float32Arrays,
 * time step by time step.
 */
import { blocksOf, CLIP, LEARNING_RATE, WEIGHTS } from './problem.js'

const sigmoid = (x) => 1 / (1 + Math.exp(-x))

/** out[r] += Σ_c W[r, c] · v[c] */
function addProduct(out, outAt, W, rows, columns, v, vAt) {
  for (let r = 0; r < rows; r++) {
    const row = r * columns
    let sum = 0
    for (let c = 0; c < columns; c++) sum += W[row + c] * v[vAt + c]
    out[outAt + r] += sum
  }
}

/** out[c] += Σ_r W[r, c] · v[r] */
function addTransposedProduct(out, outAt, W, rows, columns, v, vAt) {
  for (let r = 0; r < rows; r++) {
    const row = r * columns
    const factor = v[vAt + r]
    for (let c = 0; c < columns; c++) out[outAt + c] += factor * W[row + c]
  }
}

/** W[r, c] += u[r] · v[c] */
function addOuter(W, rows, columns, u, uAt, v, vAt) {
  for (let r = 0; r < rows; r++) {
    const row = r * columns
    const factor = u[uAt + r]
    for (let c = 0; c < columns; c++) W[row + c] += factor * v[vAt + c]
  }
}

function norm(v) {
  let sum = 0
  for (let n = 0; n < v.length; n++) sum += v[n] * v[n]
  return Math.sqrt(sum)
}

/**
 * z holds the pre-activations of one sequence and is left holding the gates; h and c go to `next`,
 * tanh c to `at`.
 */
function lstmForward(H, z, at4, c, tanhC, h, at, next) {
  for (let k = 0; k < H; k++) {
    const i = sigmoid(z[at4 + k])
    const f = sigmoid(z[at4 + H + k])
    const g = Math.tanh(z[at4 + 2 * H + k])
    const o = sigmoid(z[at4 + 3 * H + k])
    const cell = f * c[at + k] + i * g
    const squashed = Math.tanh(cell)
    z[at4 + k] = i
    z[at4 + H + k] = f
    z[at4 + 2 * H + k] = g
    z[at4 + 3 * H + k] = o
    c[next + k] = cell
    tanhC[at + k] = squashed
    h[next + k] = o * squashed
  }
}

/** Gates of one sequence become ∂L/∂z in place; dc becomes ∂L/∂c_{t−1} along the direct path. */
function lstmBackward(H, z, at4, c, at, dc, row) {
  for (let k = 0; k < H; k++) {
    const i = z[at4 + k]
    const f = z[at4 + H + k]
    const g = z[at4 + 2 * H + k]
    const dCell = dc[row + k]
    z[at4 + k] = dCell * g * i * (1 - i)
    z[at4 + H + k] = dCell * c[at + k] * f * (1 - f)
    z[at4 + 2 * H + k] = dCell * i * (1 - g * g)
    dc[row + k] = dCell * f
  }
}

/**
 * ∂L/∂c_t gets what comes through h_t = o ⊙ tanh c_t; the output gate becomes its ∂L/∂z in place.
 */
function throughOutput(H, z, at4, tanhC, at, dh, dc, row) {
  for (let k = 0; k < H; k++) {
    const o = z[at4 + 3 * H + k]
    const squashed = tanhC[at + k]
    dc[row + k] += dh[row + k] * o * (1 - squashed * squashed)
    z[at4 + 3 * H + k] = dh[row + k] * squashed * o * (1 - o)
  }
}

/** The readout of h_T and the mean squared error. Leaves ∂L/∂h_T in dh. */
function readout({ sizes, y, weights }, gradients, h, dh) {
  const { T, H, B, O } = sizes
  const error = new Float32Array(O)
  let loss = 0
  for (let b = 0; b < B; b++) {
    const last = (T * B + b) * H
    error.set(weights.bout)
    addProduct(error, 0, weights.wout, O, H, h, last)
    for (let o = 0; o < O; o++) {
      const difference = error[o] - y[b * O + o]
      loss += (difference * difference) / (B * O)
      error[o] = (2 * difference) / (B * O)
      gradients.bout[o] += error[o]
    }
    addOuter(gradients.wout, O, H, error, 0, h, last)
    addTransposedProduct(dh, b * H, weights.wout, O, H, error, 0)
  }
  return loss
}

/** Clipping by global norm, then Adam (Kingma & Ba 2015). */
function optimiser(weights, gradients) {
  const zeros = () =>
    Object.fromEntries(WEIGHTS.map((name) => [name, new Float32Array(weights[name].length)]))
  const [first, second] = [zeros(), zeros()]
  let steps = 0
  return () => {
    steps++
    let squares = 0
    for (const name of WEIGHTS) squares += norm(gradients[name]) ** 2
    const clip = Math.min(1, CLIP / (Math.sqrt(squares) + 1e-6))
    const rate = LEARNING_RATE / (1 - 0.9 ** steps)
    const scale = 1 / Math.sqrt(1 - 0.999 ** steps)
    for (const name of WEIGHTS) {
      const [w, d, m, v] = [weights[name], gradients[name], first[name], second[name]]
      for (let n = 0; n < w.length; n++) {
        const slope = d[n] * clip
        m[n] += 0.1 * (slope - m[n])
        v[n] += 0.001 * (slope * slope - v[n])
        w[n] -= (rate * m[n]) / (Math.sqrt(v[n]) * scale + 1e-8)
      }
    }
  }
}

/**
 * @param {import('./problem.js').Problem} problem whose weights are trained in place
 * @returns step(): one training step, returning the loss before it and the L2 norms of ∂L/∂h_t and
 * ∂L/∂c_t for all t
 */
export function plainStep(problem) {
  const { sizes, x, weights } = problem
  const { cell, T, H, B, I } = sizes
  const lstm = cell === 'lstm'
  const rows = blocksOf(cell) * H
  const h = new Float32Array((T + 1) * B * H)
  const z = new Float32Array(T * B * rows)
  const c = new Float32Array(lstm ? h.length : 0)
  const tanhC = new Float32Array(lstm ? T * B * H : 0)
  const dh = new Float32Array(B * H)
  const dc = new Float32Array(lstm ? B * H : 0)
  const gradients = Object.fromEntries(
    WEIGHTS.map((name) => [name, new Float32Array(weights[name].length)]),
  )
  const update = optimiser(weights, gradients)

  function forward() {
    for (let s = 0; s < T * B; s++) {
      const [at, at4, next] = [s * H, s * rows, (s + B) * H]
      z.set(weights.bias, at4)
      addProduct(z, at4, weights.wih, rows, I, x, s * I)
      addProduct(z, at4, weights.whh, rows, H, h, at)
      if (lstm) lstmForward(H, z, at4, c, tanhC, h, at, next)
      else for (let k = 0; k < H; k++) h[next + k] = Math.tanh(z[at4 + k])
    }
  }

  /** ∂L/∂z of time step t, in z. */
  function throughCell(t) {
    for (let b = 0; b < B; b++) {
      const s = t * B + b
      if (lstm) lstmBackward(H, z, s * rows, c, s * H, dc, b * H)
      else for (let k = 0; k < H; k++) z[s * H + k] = dh[b * H + k] * (1 - h[(s + B) * H + k] ** 2)
    }
  }

  /** The weights' share of time step t, and ∂L/∂h_{t−1}. */
  function throughProducts(t) {
    dh.fill(0)
    for (let b = 0; b < B; b++) {
      const s = t * B + b
      for (let r = 0; r < rows; r++) gradients.bias[r] += z[s * rows + r]
      addOuter(gradients.wih, rows, I, z, s * rows, x, s * I)
      addOuter(gradients.whh, rows, H, z, s * rows, h, s * H)
      addTransposedProduct(dh, b * H, weights.whh, rows, H, z, s * rows)
    }
  }

  function step() {
    const norms = { hidden: new Float64Array(T), cell: lstm ? new Float64Array(T) : null }
    for (const name of WEIGHTS) gradients[name].fill(0)
    dh.fill(0)
    dc.fill(0)
    forward()
    const loss = readout(problem, gradients, h, dh)
    for (let t = T - 1; t >= 0; t--) {
      norms.hidden[t] = norm(dh)
      if (lstm) {
        for (let b = 0; b < B; b++)
          throughOutput(H, z, (t * B + b) * rows, tanhC, (t * B + b) * H, dh, dc, b * H)
        norms.cell[t] = norm(dc)
      }
      throughCell(t)
      throughProducts(t)
    }
    update()
    return { loss, ...norms }
  }
  return Object.assign(step, { gradients })
}
