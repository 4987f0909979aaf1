/** However the lab ends, the terminal is given back. */
import { describe, expect, test, vi } from 'vitest'
import { CTRL_D, ENTER, expectLeft, ready, start } from '../../support/lab-screen.ts'
import { textIn } from '../../support/texts.ts'

describe('the end', () => {
  test.each([
    ['Ctrl-D', CTRL_D],
    ['quit', `quit${ENTER}`],
    ['quit before another command', `quit; gradient${ENTER}`],
  ])('%s gives the terminal back', async (_, keys) => {
    const { terminal, result, ran } = start()
    await ready(terminal)
    expect(terminal.onAlternateScreen()).toBe(true)
    expect(terminal.rawMode()).toBe(true)
    terminal.press(keys)
    await result
    await expectLeft(terminal)
    expect(ran.includes('gradient')).toBe(false)
  })

  test('a signal does, too', async () => {
    const controller = new AbortController()
    const { terminal, result } = start(80, 24, { signal: controller.signal })
    await ready(terminal)
    controller.abort()
    await result
    await expectLeft(terminal)
  })

  test('so does a screen that fails, and says why', async () => {
    const english = textIn('en')
    const labUi = {
      ...english.labUi,
      below: () => {
        throw new Error('broken text')
      },
    }
    const { terminal, result } = start(80, 24, { text: { ...english, labUi } })
    await ready(terminal)
    terminal.press(`gates${ENTER}`)
    await expect(result).rejects.toThrow('broken text')
    await expectLeft(terminal)
  })

  test('what the caller calls at an exit restores the main screen', async () => {
    let restore = () => {}
    let called = false
    const { terminal, result } = start(80, 24, {
      atExit(leave) {
        restore = leave
        return () => {
          called = true
        }
      },
    })
    await ready(terminal)
    restore()
    await vi.waitFor(() => expect(terminal.onAlternateScreen()).toBe(false))
    terminal.press(CTRL_D)
    await result
    expect(called).toBe(true)
    expect(terminal.raw().split('\u001b[?1049l')).toHaveLength(2)
  })
})
