import { describe, expect, it } from 'vitest'
import { stateFolder } from '../../src/cli/platform.ts'

describe('the folder of the state', () => {
  it.each([
    [{}, 'linux', '/home/a', '/home/a/.local/state/gatelab'],
    [{ XDG_STATE_HOME: '/var/a' }, 'linux', '/home/a', '/var/a/gatelab'],
    [{ XDG_STATE_HOME: 'here' }, 'linux', '/home/a', '/home/a/.local/state/gatelab'],
    [{ XDG_STATE_HOME: '' }, 'linux', '/home/a', '/home/a/.local/state/gatelab'],
    [{}, 'darwin', '/Users/a', '/Users/a/Library/Application Support/gatelab'],
    [{ XDG_STATE_HOME: '/var/a' }, 'darwin', '/Users/a', '/var/a/gatelab'],
    [
      { LOCALAPPDATA: 'C:\\Users\\a\\AppData\\Local' },
      'win32',
      '',
      'C:\\Users\\a\\AppData\\Local\\gatelab',
    ],
    [{ LOCALAPPDATA: 'Local', XDG_STATE_HOME: '/x' }, 'win32', '', null],
    [{}, 'win32', 'C:\\Users\\a', null],
    [{}, 'linux', '', null],
  ])('%j on %s at %s: %s', (environment, platform, home, folder) => {
    expect(stateFolder(environment, platform, home)).toBe(folder)
  })
})
