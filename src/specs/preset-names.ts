/**
 * The names of the presets: what the command table and the texts need, and nothing that takes time
 * to load.
 */
export const PRESET_NAMES = [
  'hochreiter1996-guessing',
  'hochreiter1997-two-sequence',
  'hochreiter1997-adding',
  'hochreiter1997-multiplication',
  'hochreiter1997-temporal-order',
  'gers2000-continual-reber',
  'gers2001-anbn',
  'pascanu2013-temporal-order',
  'le2015-adding',
  'jozefowicz2015-forget-bias',
  'greff2015-ablations',
  'arjovsky2016-copy',
  'tallec2018-chrono',
  'gradient-at-start',
  'claims-adding',
] as const
/** What somebody may expect of a preset: this, or better. */
export const PRESET_EXPECTATIONS = ['reproduces', 'right-order'] as const
export type PresetExpectation = (typeof PRESET_EXPECTATIONS)[number]
export type PresetName = (typeof PRESET_NAMES)[number]
