/** Refusals of weights files and of the cases that are run on them. */

export interface WeightsErrors {
  /** The weights file is no safetensors file. Bytes; names are cleaned for print. */
  'safetensors-too-short': { bytes: number }
  /**
   * The claimed header is longer than the format allows, or than what follows its length; `claimed`
   * is decimal.
   */
  'safetensors-header-length': { claimed: string; limit: number }
  'safetensors-header': {
    problem: 'utf-8' | 'syntax' | 'too-deep' | 'too-many-parts' | 'not-an-object'
  }
  'safetensors-repeated-name': { name: string }
  'safetensors-name': { name: string }
  'safetensors-metadata': { key: string | null }
  /**
   * A tensor's entry lacks a field, or has one of the wrong kind (a negative dimension, a dimension
   * beyond 2^53).
   */
  'safetensors-entry': { tensor: string; field: 'entry' | 'dtype' | 'shape' | 'data_offsets' }
  'safetensors-dtype': { tensor: string; dtype: string; known: readonly string[] }
  /** The byte count from shape and dtype differs from the one from the offsets. */
  'safetensors-size': { tensor: string; needed: number; bytes: number }
  'safetensors-offsets': { tensor: string; begin: number; end: number; bytes: number }
  'safetensors-overlap': { tensor: string; other: string }
  /** Bytes that belong to no tensor: `count` of them before `tensor`, or at the end of the file. */
  'safetensors-hole': { tensor: string; count: number }
  'safetensors-trailing': { count: number }

  /** The weights are not those of a one-layer RNN, LSTM or GRU with a readout. */
  'net-missing': { tensor: string; found: readonly string[] }
  'net-layers': { tensor: string; layers: number }
  'net-bidirectional': { tensor: string }
  'net-projection': { tensor: string }
  'net-several': { tensors: readonly string[] }
  'net-several-readouts': { tensors: readonly string[] }
  'net-unexpected': { tensor: string }
  /** `--readout` names no such tensor; `found` lists those that could be the readout. */
  'net-readout': { asked: string; isThere: boolean; found: readonly string[] }
  /** The file is a saved workbench, of several nets. */
  'net-workbench': { path: string }
  /** An option contradicts the file, or applies to another cell than the file's. */
  'net-says': { option: 'variant' | 'nonlinearity'; says: string; asked: string }
  'net-option': { option: 'variant' | 'nonlinearity'; value: string; cell: 'rnn' | 'lstm' | 'gru' }
  /** weight_hh_l0 is neither [H, H] (RNN) nor [4·H, H] (LSTM) nor [3·H, H] (GRU). */
  'net-recurrent-shape': { tensor: string; found: readonly number[] }
  /** `expected` may hold letters, where a size is free. */
  'net-shape': { tensor: string; expected: readonly (number | string)[]; found: readonly number[] }
  'net-not-finite': { tensor: string; index: readonly number[]; value: string }
  /** The weights are finite, but what they compute overflows float32. */
  'net-overflows': { what: 'output' | 'state' | 'gradient' }

  /** What a weights file says about itself, under the key gatelab of its metadata. */
  'about-not-json': {
    problem: 'utf-8' | 'syntax' | 'too-deep' | 'too-many-parts' | 'not-an-object'
  }
  'about-format': { format: string; known: number }
  'about-unknown': { field: string }
  /**
   * A field that is missing or has an impossible value; `known` are the possible ones, where they
   * are few.
   */
  'about-field': { field: string; found: string; known: readonly string[] }
  'about-cell': { says: 'rnn' | 'lstm' | 'gru'; found: 'rnn' | 'lstm' | 'gru' }
  /** The net's readout reads all h_t, which only `inspect --input` alone does. */
  'about-readout': { readout: string }
  'about-count': { field: string; found: number; expected: number }

  /** case.json is not {"x": [T][B][I], "y": [B][O]}. Places are written as in x[3][1]. */
  'case-not-json': { problem: 'utf-8' | 'syntax' | 'too-deep' | 'too-many-parts' | 'not-an-object' }
  /** A file of NumPy or safetensors is cut short or broken. */
  'case-broken': { format: string }
  /** Numbers of a type that is not read, or no numbers. */
  'case-type': { key: string; type: string }
  'case-missing': { key: 'x'; found: readonly string[] }
  'case-repeated': { key: string }
  'case-not-an-array': { place: string; found: string }
  'case-empty': { place: string }
  'case-ragged': { place: string; found: number; like: string; expected: number }
  'case-not-a-number': { place: string; found: string }
  /** NaN, an infinity, or a number beyond float32. */
  'case-not-finite': { place: string; found: string }
  'case-batch': { x: number; y: number }
  'case-sizes': { key: 'x' | 'y'; found: number; expected: number }
  /** The array under `key` would fit if the first two dimensions of x were swapped. */
  'case-batch-first': { key: string; first: number; second: number; given: boolean }
  /**
   * h0 or c0 has the wrong shape (`expected` is [B, H]), or c0 is given for a net without a cell
   * state.
   */
  'case-state': { key: 'h0' | 'c0'; found: readonly number[]; expected: readonly number[] }
  /** The sequences end at different steps, and the readout reads to the last one of all. */
  'case-readout-lengths': { readout: 'mean' | 'attention' }
  'case-no-cell-state': { cell: 'rnn' | 'gru' }
  'case-length': { place: string; found: string; most: number }
  'case-lengths': { found: number; expected: number }
}
