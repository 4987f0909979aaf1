/** Keys on the screen of a sweep. Pure. */
import type { Control } from '../../results/events.ts'
import { commandKey } from '../shared/key-meanings.ts'
import type { Key } from '../shared/keyboard.ts'
import type { StudyState } from './state.ts'

export interface StudyUpdate {
  readonly state: StudyState
  readonly control?: (control: Control) => void
  readonly effect?: 'leave' | 'interrupt' | 'redraw'
}

export function reduceKey(state: StudyState, pressed: Key): StudyUpdate {
  const key = commandKey(pressed)
  const interrupt = key.ctrl && key.name === 'c'
  if (key.ctrl && key.name === 'l') return { state, effect: 'redraw' }
  if (interrupt || key.text === 'q' || key.name === 'escape') {
    // Asked twice, the screen goes at once; what is finished is still reported.
    if (state.ending) return { state, effect: 'leave' }
    const ended = {
      state: { ...state, ending: true },
      control: (control: Control) => control.stop(),
    }
    return interrupt ? { ...ended, effect: 'interrupt' } : ended
  }
  if (key.text === 'p' || key.name === 'space') {
    const paused = !state.paused
    return {
      state: { ...state, paused },
      control: (control) => (paused ? control.pause() : control.resume()),
    }
  }
  return { state }
}
