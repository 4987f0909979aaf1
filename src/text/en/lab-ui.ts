/** Texts of the REPL screen, without those of its results. */
export const labUi = {
  prompt: 'gatelab> ',
  searching: (query: string) => `search "${query}": Ctrl-R older, Enter runs it, Ctrl-G leaves`,
  notFound: (query: string) => `nothing in the history has "${query}"`,
  hint: 'Tab completes · ↑↓ history · Ctrl-R search · PgUp/PgDn · help · Ctrl-D leaves',
  walking: '←→ time step · ↑↓ unit · n next cue · Home End · show math · state: all units',
  walkingBack: '←→ time step · ↑↓ unit · n next cue back · Home End · Ctrl-D leaves',
  turningBack: '←→ time step · ↑↓ unit · n next cue back · Home End · Tab next part',
  dialing: (step: string, coarse: string) =>
    `Enter keeps it · ↑↓ by ${step} · ←→ by ${coarse} · Home End · Esc takes it back`,
  standsThere: 'as it is',
  takenBack: 'Taken back: the workbench is as it was.',
  suggesting: 'Tab puts in what is suggested',
  running: 'Ctrl-C stops it',
  queued: (count: number) => `${count} ${count === 1 ? 'line waits' : 'lines wait'}`,
  leave: 'Ctrl-D leaves',
  back: 'Esc goes back',
  hints: '? gives a hint',
  above: (lines: number) => `↑ ${lines} more ${lines === 1 ? 'line' : 'lines'}, PgUp`,
  below: (lines: number) => `↓ ${lines} more ${lines === 1 ? 'line' : 'lines'}, PgDn`,
  surgery: (count: number) => `${count} operations`,
  /** What was measured before anything was severed. */
  beforeSurgery: 'before this surgery:',
  step: (step: number) => `step ${step}`,
  stepOf: (step: number, of: number) => `step ${step} of ${of}`,
  rate: (perSecond: string) => `${perSecond} steps/s`,
  curve: 'held-out data',
  profile: 'gradient norm at t',
  welcome:
    'Two cells on a workbench. Try: gradient, train 200, memory, walk; help lists everything.',
}
