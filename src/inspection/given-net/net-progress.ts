/** How far a long look into a net has come. */
export interface NetProgress {
  readonly type: 'net-progress'
  /** Measures blocks of recurrent matrices, or goes through time steps forward or back. */
  readonly doing: 'measure' | 'forward' | 'back'
  readonly done: number
  readonly of: number
}

export type OnProgress = (progress: NetProgress) => void

/** Counts what is done, one at each call. */
export function counting(
  doing: NetProgress['doing'],
  of: number,
  onProgress: OnProgress = () => {},
): () => void {
  let done = 0
  return () => onProgress({ type: 'net-progress', doing, done: ++done, of })
}
