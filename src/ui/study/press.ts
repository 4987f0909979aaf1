/** Keys on the screen of a sweep. Pure. */
import type { Control } from '../../lab/events.ts'
import type { Key } from '../keyboard.ts'
import type { StudyState } from './state.ts'

export interface StudyPressed {
  readonly state: StudyState
  readonly tell?: (control: Control) => void
  readonly effect?: 'leave' | 'interrupt' | 'redraw'
}

export function press(state: StudyState, key: Key): StudyPressed {
  const interrupt = key.ctrl && key.name === 'c'
  if (key.ctrl && key.name === 'l') return { state, effect: 'redraw' }
  if (interrupt || key.text === 'q' || key.name === 'escape') {
    // Asked twice, the screen goes at once; what is finished is still reported.
    if (state.ending) return { state, effect: 'leave' }
    const pressed = { state: { ...state, ending: true }, tell: (control: Control) => control.stop() }
    return interrupt ? { ...pressed, effect: 'interrupt' } : pressed
  }
  if (key.text === 'p' || key.name === 'space') {
    const paused = !state.paused
    return { state: { ...state, paused }, tell: (control) => (paused ? control.pause() : control.resume()) }
  }
  return { state }
}
