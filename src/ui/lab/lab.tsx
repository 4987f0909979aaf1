/** The REPL on a terminal, from the first frame to the learner's leave. */
import type { CommandEvent } from '../../commands/grammar/command.ts'
import { wrapped } from '../../view/shared/spans.ts'
import type { Key } from '../shared/keyboard.ts'
import { pace, present, type ScreenControls, type TerminalContext } from '../shared/show-screen.tsx'
import { createStore } from '../shared/store.ts'
import { edit } from './editor.ts'
import { labFrame } from './frame.ts'
import type { Guide } from './guide.ts'
import { type Conversation, Runner } from './line-runner.ts'
import { type LabEffect, reduceKey } from './reduce-key.ts'
import { add, fold, type LabState, startState } from './state.ts'
import type { Text } from './text-types.ts'

/** Lines of earlier sessions, and where those of this one go. */
export interface LineHistory {
  readonly lines: readonly string[]
  add(line: string): void
}

export interface LabOptions extends TerminalContext {
  readonly text: Text
  readonly textOf: (language: 'en' | 'zh-CN') => Text
  readonly history: LineHistory | null
  /** What a command other than the lab's prints; what is wrong, in one line. */
  readonly page: (event: CommandEvent, text: Text, columns: number) => Promise<string | null>
  readonly sentence: (error: Error, text: Text) => string
  /** There is a screen to go back to: Escape on an empty line does. */
  readonly within?: boolean
  /** Lines that are run at first. */
  readonly opening?: readonly string[]
  /** A lesson is being played. */
  readonly guide?: Guide
}

function startOf(options: LabOptions): LabState {
  const { guide, within = false } = options
  const welcomeOf = ({ labUi, lab }: Text) =>
    options.opening?.length ? lab.given.welcome : labUi.welcome
  const state = {
    ...startState(options.text, options.history?.lines ?? []),
    within,
    guided: guide?.hints === true,
  }
  const first = add(
    state,
    guide ? guide.words : ({ text, width }) => wrapped(welcomeOf(text), width),
  )
  const offered = guide?.next() ?? null
  return { ...first, offered, editor: edit(first.editor, { type: 'set', text: offered ?? '' }) }
}

/**
 * Shows the REPL until it is left. Whatever ends it, the main screen is back when the promise
 * settles.
 *
 * @throws what the screen throws, after the terminal is restored
 */
export async function showLab(session: Conversation, options: LabOptions): Promise<void> {
  const { history, screenReader = false, colors } = options
  const facts = (await session.workbench()).facts()
  const start: LabState = { ...startOf(options), facts }
  const store = createStore<LabState, CommandEvent>({
    start,
    fold,
    urgent: () => false,
    interval: pace(screenReader),
  })
  let leave = () => {}
  const { stdout } = options.streams
  const output = { colors, pictures: !screenReader, page: options.page }
  const runner = new Runner(session, store, {
    ...output,
    ...options,
    columns: () => stdout.columns || 80,
    leave: () => leave(),
  })
  const act = (effect: LabEffect, screen: ScreenControls) => {
    if (effect.type === 'run') {
      for (const line of effect.lines) history?.add(line)
      runner.enter(effect.lines)
    } else if (effect.type === 'step') runner.enter([effect.line], true)
    else if (effect.type === 'turn') runner.turn(effect.line)
    else if (effect.type === 'take-back') runner.takeBack()
    else if (effect.type === 'hint') runner.hint()
    else if (effect.type === 'stop') runner.stop()
    else if (effect.type === 'leave') screen.leave()
    else screen.redraw()
  }
  const onKey = (key: Key, screen: ScreenControls) => {
    const state = store.latest()
    const complete = session.complete.bind(session)
    const pressed = reduceKey(state, key, { complete, view: () => labFrame(state, screen.size()) })
    // A marked paste shows at its end: a frame for each of its characters would take a while.
    if (pressed.state.paste !== null) store.keep(pressed.state)
    else store.set(pressed.state)
    if (pressed.effect) act(pressed.effect, screen)
  }
  const opened = (screen: ScreenControls) => {
    leave = screen.leave
    if (options.opening?.length) runner.enter(options.opening)
  }
  await present(
    { store, frameOf: labFrame, onKey, pastes: true, opened, closing: () => runner.end() },
    options,
  )
  await runner.settled()
}
