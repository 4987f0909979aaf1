/**
 * Peepholes (Gers & Schmidhuber 2000), through which a unit's gates see its own cell state: z_i +=
 * p_i⊙c_{t−1}, z_f += p_f⊙c_{t−1}, z_o += p_o⊙c_t. The cell itself is that of lstm-variants.ts;
 * what stands here is done before and behind its steps, forward and back. A gate's p stands in its
 * weight panels in the row behind the bias, where the input is always 0, so that optimiser and
 * clipping take it for a weight like others.
 */
import { WorkspacePlan, ROW } from './memory-plan'
import { magnitude } from './constants'
import { flush, largestLane, powerOfTwo } from './scaled-vector'
import { lostOf, open, underflows } from './underflow-bounds'

const INPUT_GATE: i32 = 0
const FORGET_GATE: i32 = 1
const CANDIDATE: i32 = 2
const OUTPUT_GATE: i32 = 3

/** Bytes of a weight panel of the gates. */
// @ts-ignore: decorator
@inline
function panelBytes(p: WorkspacePlan): usize {
  return <usize>(p.inputRows + 8 * p.unitPanels) * ROW
}

/** p of a gate for the 8 units of panel u, among weights or gradients. */
// @ts-ignore: decorator
@inline
export function peepholes(p: WorkspacePlan, area: usize, gate: i32, u: i32): usize {
  return area + <usize>(gate * p.unitPanels + u) * panelBytes(p) + <usize>p.inputs * ROW
}

/** z_i += p_i⊙c_{t−1}, z_f += p_f⊙c_{t−1}: before c_t is written. */
// @ts-ignore: decorator
@pairs
export function lookBefore(p: WorkspacePlan, planes: usize, rows: i32): void {
  const gateNow = <usize>(p.unitPanels * p.rows) * ROW
  for (let u: i32 = 0; u < p.unitPanels; u++) {
    const panel = <usize>(u * p.rows) * ROW
    const pi = peepholes(p, p.weights, INPUT_GATE, u), pf = peepholes(p, p.weights, FORGET_GATE, u)
    for (let r: usize = 0; r < <usize>rows * ROW; r += 16) {
      const z = planes + p.zNow + panel + r
      const c = v128.load(planes + p.c + panel + r)
      v128.store(z, f32x4.add(v128.load(z), f32x4.mul(v128.load(pi + (r & 16)), c)))
      v128.store(z + gateNow,
        f32x4.add(v128.load(z + gateNow), f32x4.mul(v128.load(pf + (r & 16)), c)))
    }
  }
}

/** z_o += p_o⊙c_t; c_t is kept for the gradients of p. */
// @ts-ignore: decorator
@pairs
export function lookBehind(p: WorkspacePlan, planes: usize, t: i32, rows: i32): void {
  const output = <usize>(OUTPUT_GATE * p.unitPanels * p.rows) * ROW
  const to = <usize>(t + 1) * p.rows * ROW
  for (let u: i32 = 0; u < p.unitPanels; u++) {
    const panel = <usize>(u * p.rows) * ROW, po = peepholes(p, p.weights, OUTPUT_GATE, u)
    for (let r: usize = 0; r < <usize>rows * ROW; r += 16) {
      const z = planes + p.zNow + panel + output + r
      const c = v128.load(planes + p.c + panel + r)
      v128.store(z, f32x4.add(v128.load(z), f32x4.mul(v128.load(po + (r & 16)), c)))
      if (p.keep) v128.store(planes + p.cells + <usize>u * p.hStride + to + r, c)
    }
  }
}

/**
 * Before a step of BPTT: what c_t gets by way of o_t, dh_t⊙(tanh c_t·o')⊙p_o, to ∂L/∂c_t and to its
 * rest: it came through a gate. Returns what of it float32 may have lost.
 */
export function backThroughOutput(p: WorkspacePlan, planes: usize, t: i32, rows: i32,
  injected: bool, exponent: i32): f64 {
  const own = f32x4.splat(injected ? powerOfTwo(-exponent) : 0)
  const output = <usize>(OUTPUT_GATE * p.unitPanels) * p.zStride
  let sinking = i32x4.splat(0), top = f32x4.splat(0)
  for (let u: i32 = 0; u < p.unitPanels; u++) {
    const factor = planes + p.z + output + <usize>u * p.zStride + <usize>t * p.stepStride
    const po = peepholes(p, p.weights, OUTPUT_GATE, u)
    for (let r: usize = 0; r < <usize>rows * ROW; r += 16) {
      const at = planes + <usize>(u * p.rows) * ROW + r, w = v128.load(po + (r & 16))
      const dh = f32x4.add(v128.load(at + p.dh), f32x4.mul(v128.load(at + p.lossGradient), own))
      const by = f32x4.mul(v128.load(factor + r), w), part = f32x4.mul(dh, by)
      v128.store(at + p.dc, flush(f32x4.add(v128.load(at + p.dc), part)))
      v128.store(at + p.rest, flush(f32x4.add(v128.load(at + p.rest), part)))
      const there = v128.and(f32x4.ne(w, f32x4.splat(0)), open(p, OUTPUT_GATE, u, t, r))
      sinking = v128.or(sinking, v128.and(underflows(dh, by), there))
      top = f32x4.pmax(top, magnitude(dh))
    }
  }
  return lostOf(v128.any_true(sinking), largestLane(top))
}

/**
 * Behind a step: what c_{t−1} gets by way of i_t and f_t, p_i⊙dz_i + p_f⊙dz_f, to the same two.
 * `dz` is the step's, with panels `dzStride` apart. Returns what float32 may have lost of it, where
 * so much of each dz was lost before.
 */
export function backThroughInput(p: WorkspacePlan, planes: usize, t: i32, rows: i32, dz: usize,
  dzStride: usize, lost: f64): f64 {
  const gate = <usize>p.unitPanels * dzStride
  let sinking = i32x4.splat(0), top = f32x4.splat(0), most = f32x4.splat(0)
  const zero = f32x4.splat(0)
  for (let u: i32 = 0; u < p.unitPanels; u++) {
    const pi = peepholes(p, p.weights, INPUT_GATE, u), pf = peepholes(p, p.weights, FORGET_GATE, u)
    for (let r: usize = 0; r < <usize>rows * ROW; r += 16) {
      const at = planes + <usize>(u * p.rows) * ROW + r, from = dz + <usize>u * dzStride + r
      const di = v128.load(from), df = v128.load(from + gate)
      const wi = v128.load(pi + (r & 16)), wf = v128.load(pf + (r & 16))
      const part = f32x4.add(f32x4.mul(di, wi), f32x4.mul(df, wf))
      v128.store(at + p.dc, flush(f32x4.add(v128.load(at + p.dc), part)))
      v128.store(at + p.rest, flush(f32x4.add(v128.load(at + p.rest), part)))
      sinking = v128.or(sinking, v128.and(underflows(di, wi), f32x4.ne(wi, zero)))
      sinking = v128.or(sinking, v128.and(underflows(df, wf), f32x4.ne(wf, zero)))
      top = f32x4.pmax(top, f32x4.pmax(magnitude(di), magnitude(df)))
      most = f32x4.pmax(most, f32x4.pmax(magnitude(wi), magnitude(wf)))
    }
  }
  return lostOf(v128.any_true(sinking), largestLane(top)) + 2 * lost * <f64>largestLane(most)
}

/**
 * ∂L/∂p of the gate panels [from, to), Σ dz_i⊙c_{t−1}, Σ dz_f⊙c_{t−1} and Σ dz_o⊙c_t over the row
 * blocks [first, end), in one fixed order: time steps by themselves, then their sum.
 */
export function addPeepholeGradients(p: WorkspacePlan, from: i32, to: i32, first: i32,
  end: i32): void {
  for (let q = from; q < to; q++) {
    const gate = q / p.unitPanels, u = q % p.unitPanels
    if (gate == CANDIDATE) continue
    const seen = <usize>(gate == OUTPUT_GATE ? p.rows : 0) * ROW, step = <usize>p.rows * ROW
    const out = peepholes(p, p.gradients, gate, u)
    let low = v128.load(out), high = v128.load(out, 16)
    for (let k = first; k < end; k++) {
      const base = p.block + <usize>k * p.blockBytes, planes = p.planes + <usize>k * p.planeBytes
      const dz = planes + p.z + <usize>q * p.zStride
      const c = planes + p.cells + <usize>u * p.hStride + seen
      for (let t = load<i32>(base + p.firstStep); t < p.timeSteps; t++) {
        let lowNow = f32x4.splat(0), highNow = lowNow
        const begin = <usize>t * step
        for (let at = begin; at < begin + step; at += ROW) {
          lowNow = f32x4.add(lowNow, f32x4.mul(v128.load(dz + at), v128.load(c + at)))
          highNow = f32x4.add(highNow, f32x4.mul(v128.load(dz + at, 16), v128.load(c + at, 16)))
        }
        low = f32x4.add(low, lowNow)
        high = f32x4.add(high, highNow)
      }
    }
    v128.store(out, low)
    v128.store(out, high, 16)
  }
}
