/**
 * Where the sequences of a batch begin and end. Without a word from whoever asks: at h = c = 0, and
 * all at T.
 */

/** The beginning and the end of B sequences of H units. */
export interface Ends {
  /** h_0 and c_0, [B, H]. */
  readonly h0: Float64Array
  readonly c0: Float64Array
  /**
   * `state` [B, H] at list index t, with zeros for sequences that have ended: as PyTorch pads
   * packed sequences.
   */
  readonly held: (t: number, state: Float64Array) => Float64Array
}

/** @param lengths of each sequence, [B]: it has the time steps 1..length. */
export function endsOf(
  {
    h0,
    c0,
    lengths,
  }: { h0?: ArrayLike<number>; c0?: ArrayLike<number>; lengths?: ArrayLike<number> },
  B: number,
  H: number,
): Ends {
  const start = (given: ArrayLike<number> | undefined) =>
    given ? Float64Array.from(given) : new Float64Array(B * H)
  const held = (t: number, state: Float64Array) =>
    lengths ? state.map((value, k) => (t < lengths[Math.floor(k / H)] ? value : 0)) : state
  return { h0: start(h0), c0: start(c0), held }
}
