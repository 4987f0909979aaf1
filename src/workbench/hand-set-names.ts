/**
 * Weights that can be set by hand: h_t comes of W_ih x_t + W_hh h_{t−1} + b (of an LSTM four such
 * blocks below one another: i, f, g, o; of a GRU r, z, n), and the readout is p = V h + a.
 */
export const HAND_SET = ['W_ih', 'W_hh', 'b', 'V', 'a'] as const
export type HandSet = (typeof HAND_SET)[number]
