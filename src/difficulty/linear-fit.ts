/**
 * The best linear readout of some features: least squares, or multinomial logistic regression. In
 * float64, with sums in a fixed order and nothing but + − × ÷ √ (the logarithm is given), so that
 * it comes to the same bits everywhere.
 */
import { largest } from '../rules/extremes.ts'
import { softmax } from '../tasks/shared/softmax.ts'
import { cholesky, solve } from './cholesky.ts'

/** What a readout is fitted to. */
export interface Samples {
  /** φ, [n, D]. */
  readonly features: ArrayLike<number>
  /** y, [n, O]. */
  readonly targets: ArrayLike<number>
  /** [n], each above 0. */
  readonly weights: ArrayLike<number>
  readonly D: number
  readonly O: number
}

/** y = slopes·φ + bias. */
export interface Readout {
  /** [D, O]. */
  readonly slopes: Float64Array
  readonly bias: Float64Array
}

/**
 * Added to the diagonal of features of variance 1: features may depend on one another, as one-hot
 * ones do.
 */
const RIDGE = 1e-9
/**
 * A logistic regression ends after so many steps or products, or when a step would gain less than
 * this.
 */
const MOST_STEPS = 40
const MOST_PRODUCTS = 2e8
const GAIN = 1e-9
/**
 * A step may make worse what is still better than one of so many before it (Grippo, Lampariello &
 * Lucidi 1986).
 */
const PATIENCE = 10

/**
 * Samples with the same features as one, with their mean target: no readout can tell them apart.
 * One-hot features have few others.
 */
function merged({ features, targets, weights, D, O }: Samples): Samples {
  const places = new Map<string, number>()
  const all = { features: [] as number[], targets: [] as number[], weights: [] as number[], D, O }
  for (let s = 0; s < weights.length; s++) {
    const own = Array.from({ length: D }, (_, d) => features[s * D + d])
    const key = own.join()
    const place = places.get(key) ?? places.size
    if (place === places.size) {
      places.set(key, place)
      for (const feature of own) all.features.push(feature)
      all.weights.push(0)
      for (let o = 0; o < O; o++) all.targets.push(0)
    }
    all.weights[place] += weights[s]
    for (let o = 0; o < O; o++) all.targets[place * O + o] += weights[s] * targets[s * O + o]
  }
  return { ...all, targets: all.targets.map((sum, n) => sum / all.weights[Math.floor(n / O)]) }
}

/** Features brought to mean 0 and variance 1, with a constant 1 behind them: [n, D + 1]. */
interface Design {
  readonly z: Float64Array
  readonly mean: Float64Array
  /** 1/σ; 0 for a feature that never changes. */
  readonly scale: Float64Array
  /** Shares of the samples, which add up to 1. */
  readonly share: Float64Array
  readonly width: number
}

function design({ features, weights, D }: Samples): Design {
  const n = weights.length
  let total = 0
  for (let s = 0; s < n; s++) total += weights[s]
  const share = Float64Array.from(weights, (weight) => weight / total)
  const mean = new Float64Array(D)
  const scale = new Float64Array(D)
  for (let s = 0; s < n; s++) for (let d = 0; d < D; d++) mean[d] += share[s] * features[s * D + d]
  for (let s = 0; s < n; s++)
    for (let d = 0; d < D; d++) scale[d] += share[s] * (features[s * D + d] - mean[d]) ** 2
  for (let d = 0; d < D; d++)
    scale[d] = scale[d] > 1e-20 * mean[d] * mean[d] ? 1 / Math.sqrt(scale[d]) : 0
  const width = D + 1
  const z = new Float64Array(n * width).fill(1)
  for (let s = 0; s < n; s++)
    for (let d = 0; d < D; d++) z[s * width + d] = (features[s * D + d] - mean[d]) * scale[d]
  return { z, mean, scale, share, width }
}

/** Σ share·z zᵀ + ridge, factored. */
function factored({ z, share, width }: Design): Float64Array {
  const gram = new Float64Array(width * width)
  for (let s = 0; s < share.length; s++) {
    for (let i = 0; i < width; i++) {
      const left = share[s] * z[s * width + i]
      for (let j = 0; j <= i; j++) gram[i * width + j] += left * z[s * width + j]
    }
  }
  for (let i = 0; i < width; i++) gram[i * width + i] += RIDGE
  return cholesky(gram, width)
}

/** Adds share·z rᵀ of one sample to a sum [width, O]. */
function addOuter(
  sum: Float64Array,
  { z, share, width }: Design,
  s: number,
  r: Float64Array,
  from: number,
  O: number,
) {
  for (let i = 0; i < width; i++) {
    const left = share[s] * z[s * width + i]
    for (let o = 0; o < O; o++) sum[i * O + o] += left * r[from + o]
  }
}

/** The readout with the least mean squared error. */
export function leastSquares(given: Samples): Readout {
  const samples = merged(given)
  const { O } = samples
  const of = design(samples)
  const right = new Float64Array(of.width * O)
  const targets = Float64Array.from(samples.targets)
  for (let s = 0; s < of.share.length; s++) addOuter(right, of, s, targets, s * O, O)
  return unscaled(of, solve(factored(of), of.width, right, O), O)
}

/** Mean cross-entropy of the readout `w` [width, O], and its gradient. */
function crossEntropy(
  of: Design,
  { targets, O }: Samples,
  w: Float64Array,
  log: (x: number) => number,
) {
  const { z, share, width } = of
  const gradient = new Float64Array(w.length)
  const p = new Float64Array(O)
  let loss = 0
  for (let s = 0; s < share.length; s++) {
    p.fill(0)
    for (let i = 0; i < width; i++) {
      const left = z[s * width + i]
      for (let o = 0; o < O; o++) p[o] += left * w[i * O + o]
    }
    let mass = 0
    for (let o = 0; o < O; o++) {
      mass += targets[s * O + o]
      loss -= share[s] * targets[s * O + o] * p[o]
    }
    loss += share[s] * mass * softmax(p, log)
    for (let o = 0; o < O; o++) p[o] = mass * p[o] - targets[s * O + o]
    addOuter(gradient, of, s, p, 0, O)
  }
  return { loss, gradient }
}

const dot = (a: Float64Array, b: Float64Array): number =>
  a.reduce((sum, one, n) => sum + one * b[n], 0)

/**
 * The readout with the least cross-entropy. A step is −α·G⁻¹·gradient, G the features' second
 * moments: ½·G bounds the curvature, so that α = 2 always descends (Böhning 1992); longer steps are
 * tried after Barzilai & Borwein 1988, and taken back where they lead astray. It comes near the
 * least, and as near as the steps go.
 */
export function logistic(given: Samples, log: (x: number) => number): Readout {
  const samples = merged(given)
  const of = design(samples)
  const factor = factored(of)
  const at = (w: Float64Array) => {
    const { loss, gradient } = crossEntropy(of, samples, w, log)
    const step = solve(factor, of.width, gradient, samples.O)
    return { w, loss, gradient, step, slope: dot(gradient, step) }
  }
  let here = at(new Float64Array(of.width * samples.O))
  let best = here
  let alpha = 2
  const steps = Math.min(MOST_STEPS, MOST_PRODUCTS / (2 * of.z.length * samples.O))
  const losses = [here.loss]
  for (let k = 0; k < steps && here.slope > GAIN; k++) {
    const from = here
    here = at(from.w.map((one, n) => one - alpha * from.step[n]))
    if (here.loss < best.loss) best = here
    if (here.loss <= largest(losses.slice(-PATIENCE))) {
      losses.push(here.loss)
      const bend = from.slope - dot(here.gradient, from.step)
      alpha *= bend > 0 ? from.slope / bend : 2
    } else {
      here = best
      alpha = alpha > 2 ? 2 : alpha / 2
    }
  }
  return unscaled(of, best.w, samples.O)
}

/** The same readout of the features as they are. */
function unscaled({ mean, scale, width }: Design, w: Float64Array, O: number): Readout {
  const D = width - 1
  const slopes = new Float64Array(D * O)
  const bias = w.slice(D * O)
  for (let d = 0; d < D; d++) {
    for (let o = 0; o < O; o++) {
      slopes[d * O + o] = w[d * O + o] * scale[d]
      bias[o] -= slopes[d * O + o] * mean[d]
    }
  }
  return { slopes, bias }
}
