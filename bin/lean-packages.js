/** What the bundle changes in packages, so that less is loaded and computed at start. */

/** Ink loads React's devtools where DEV=true says so, and no user has them. */
const DEVTOOLS = { of: /\/ink\/build\/reconciler\.js$/, was: 'if (isDev())', is: 'if (false)' }

/** Tables that string-width makes when it is loaded, 30 ms, and seldom needs. */
const WIDTHS = [
  [
    'const segmenter = new Intl.Segmenter();',
    lazily('segmenter', 'new Intl.Segmenter()', 'segment'),
  ],
  [
    'const rgiEmojiRegex = /^\\p{RGI_Emoji}$/v;',
    lazily('rgiEmojiRegex', "new RegExp('^\\\\p{RGI_Emoji}$', 'v')", 'test'),
  ],
].map(([was, is]) => ({ of: /\/string-width\/index\.js$/, was, is }))

/** The same for Ink's slices of text, which seldom are of other characters than plain ones. */
const SLICES = {
  of: /\/slice-ansi\/tokenize-ansi\.js$/,
  was: "const GRAPHEME_SEGMENTER = new Intl.Segmenter(undefined, {granularity: 'grapheme'});",
  is: lazily(
    'GRAPHEME_SEGMENTER',
    "new Intl.Segmenter(undefined, {granularity: 'grapheme'})",
    'segment',
  ),
}

/** A check of an argument, for which it would load all of assert. */
const EXIT_ASSERT = {
  of: /\/signal-exit\/index\.js$/,
  was: "var assert = require('assert')",
  is: `var assert = {
  equal(is, right, message) {
    if (is !== right) throw new TypeError(message)
  },
}`,
}

/** yargs checks its own settings by it; loading it takes 2 ms. */
const ASSERT = {
  of: /\/yargs\/lib\/platform-shims\/esm\.mjs$/,
  was: "import { notStrictEqual, strictEqual } from 'assert'",
  is: ['notStrictEqual', 'strictEqual']
    .map((name) => `const ${name} = (...of) => process.getBuiltinModule('assert').${name}(...of)`)
    .join('\n'),
}

/** Yoga, Ink's layout, fetches its WebAssembly from its own source; loading fetch takes 50 ms. */
const FETCH = {
  of: /\/yoga-layout\/dist\/binaries\/yoga-wasm-base64-esm\.js$/,
  was: 'return w||"function"!=typeof fetch?',
  is: 'return ua(H)?Promise.resolve(Buffer.from(H.slice(37),"base64")):w||"function"!=typeof fetch?',
}

/** Ink cuts every line of a frame into characters. */
const CHARACTERS = (quick) => ({
  of: /\/@alcalzone\/ansi-tokenize\/build\/tokenize\.js$/,
  was: 'const segmenter = new Intl.Segmenter(undefined, { granularity: "grapheme" });',
  is: `import { graphemes } from ${JSON.stringify(quick)};
const segmenter = { segment: graphemes };`,
})

/** JavaScript of an object with one method, which is made at the first call. */
function lazily(name, made, method) {
  return `let made_${name};
const ${name} = { ${method}: (text) => (made_${name} ??= ${made}).${method}(text) };`
}

/**
 * Puts these changes in, and gives every package the program's own short way to a text's width.
 *
 * Throws Error where a package no longer reads as expected.
 */
export function leanPackages(source) {
  const quick = `${source}view/shared/quick-width.ts`
  return {
    name: 'lean-packages',
    resolveId: (id, importer) => (id === 'string-width' && importer !== quick ? quick : null),
    transform(code, id) {
      const changes = [
        DEVTOOLS,
        ASSERT,
        EXIT_ASSERT,
        FETCH,
        SLICES,
        CHARACTERS(quick),
        ...WIDTHS,
      ].filter(({ of }) => of.test(id))
      if (changes.length === 0) return null
      return changes.reduce((text, { was, is }) => {
        if (!text.includes(was)) throw new Error(`${id} has no more: ${was}`)
        return text.replace(was, () => is)
      }, code)
    },
  }
}
