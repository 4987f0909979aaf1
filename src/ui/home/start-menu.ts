/** A menu on a terminal, until something is chosen. */
import { present, type TerminalContext } from '../shared/show-screen.tsx'
import { createStore } from '../shared/store.ts'
import { type MenuEffect, type MenuState, menuFrame, reduceKey } from './start-menu-state.ts'

export interface Chosen {
  readonly effect: Exclude<MenuEffect, 'redraw'>
  readonly cursor: number
}

export async function showMenu(start: MenuState, terminal: TerminalContext): Promise<Chosen> {
  const store = createStore<MenuState, never>({ start, fold: (state) => state, urgent: () => true })
  let effect: Chosen['effect'] = 'leave'
  await present(
    {
      store,
      frameOf: menuFrame,
      onKey(key, screen) {
        const pressed = reduceKey(store.latest(), key)
        store.set(pressed.state)
        if (pressed.effect === 'redraw') screen.redraw()
        else if (pressed.effect) {
          effect = pressed.effect
          screen.leave()
        }
      },
    },
    terminal,
  )
  return { effect, cursor: store.latest().cursor }
}
