/** A menu on a terminal, until something is chosen. */
import { present, type Stage } from '../present.tsx'
import { createStore } from '../store.ts'
import { frameOf, type MenuEffect, type MenuState, press } from './state.ts'

export interface Chosen {
  readonly effect: Exclude<MenuEffect, 'redraw'>
  readonly cursor: number
}

export async function showMenu(start: MenuState, stage: Stage): Promise<Chosen> {
  const store = createStore<MenuState, never>({ start, fold: (state) => state, urgent: () => true })
  let effect: Chosen['effect'] = 'leave'
  await present(
    {
      store,
      frameOf,
      hear(key, hands) {
        const pressed = press(store.latest(), key)
        store.set(pressed.state)
        if (pressed.effect === 'redraw') hands.redraw()
        else if (pressed.effect) {
          effect = pressed.effect
          hands.leave()
        }
      },
    },
    stage,
  )
  return { effect, cursor: store.latest().cursor }
}
