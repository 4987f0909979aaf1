/**
 * Constants of the vector loops. They lie in memory: there a processor fetches one in an
 * instruction, while V8 puts a literal vector together anew, in up to eight instructions, at every
 * use; and so it does with the masks of f32x4.abs and f32x4.neg, so {@link SIGN} is used for these.
 */
const CONSTANTS = memory.data<f32>([
  1, 2, 4, -87, -43.5,
  // log2 e; adding 1.5·2^23 rounds to the nearest integer and leaves it in the low bits; ln 2 in
  // two parts.
  1.44269504088896341, 12582912.0, 0.693359375, -2.12194440e-4,
  // Cephes expf.
  1.9875691500e-4, 1.3981999507e-3, 8.3334519073e-3, 4.1665795894e-2, 1.6666665459e-1,
  5.0000001201e-1,
  // The bit pattern of the sign; 2^−100; 2^−80.
  -0.0, 7.888609052210118e-31, 8.271806125530277e-25,
  // 1/3, 1/5, … 1/13.
  0.3333333333333333, 0.2, 0.14285714285714285, 0.1111111111111111, 0.09090909090909091,
  0.07692307692307693,
])
export const ONE: usize = 0
export const TWO: usize = 4
export const FOUR: usize = 8
export const MINUS_MOST_EXP: usize = 12
export const MINUS_MOST_TANH: usize = 16
export const LOG2E: usize = 20
export const ROUND: usize = 24
export const LN2_HIGH: usize = 28
export const LN2_LOW: usize = 32
export const POLYNOMIAL: usize = 36
export const SIGN: usize = 60
/** What {@link TINY} of scaled-vector.ts is. */
export const TINIEST: usize = 64
/**
 * 2^−80: well above what is set to zero, and above every factor in which a gate's non-linearity was
 * cut off.
 */
export const UNDERFLOW: usize = 68
/** Of the series of artanh: 1/3 and those that follow. */
export const ARTANH: usize = 72

/** A constant, by its place, in all lanes. */
// @ts-ignore: decorator
@inline
export function constant(offset: usize): v128 {
  return v128.load_splat<f32>(CONSTANTS + offset)
}

/** |v|. */
// @ts-ignore: decorator
@inline
export function magnitude(v: v128): v128 {
  return v128.andnot(v, constant(SIGN))
}
