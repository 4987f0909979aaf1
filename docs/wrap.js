/** Breaks the lines of Markdown at 100 columns, for pages that a script writes. */
import stringWidth from 'string-width'

const COLUMNS = 100
/** How far back a line of Chinese is broken at a comma rather than where it is full. */
const BACK = 36

const WIDE = /^[\p{Script=Han}\u3000-\u303f\uff00-\uff60“‘”’…—]$/u
const NOT_FIRST = /^[，。；：、？！）》」』】”’…—,.;:!?)\]]/u
const NOT_LAST = /[（《「『【“‘([]$/u
const AFTER = /[，。；：、？！）]$/u

/**
 * What must stay together: a word, a stretch of code, a Chinese character with the marks beside it.
 */
function piecesOf(text) {
  const pieces = []
  let open = false
  for (const [token] of text.matchAll(/`[^`]*`|\s+|[\s\S]/gu)) {
    if (/^\s/.test(token)) {
      pieces.push({ text: '', gap: ' ' })
      open = true
      continue
    }
    const last = pieces.at(-1)
    const apart = last && !open && (WIDE.test(token) || WIDE.test(last.text.slice(-1)))
    if (!last || (apart && !NOT_FIRST.test(token) && !NOT_LAST.test(last.text)))
      pieces.push({ text: token, gap: '' })
    else last.text += token
    open = false
  }
  return pieces
}

function broken(line) {
  const [, head, , marker] = /^((\s*)(- |\d+\. )?)/.exec(line)
  const hang = marker ? ' '.repeat(head.length) : head
  const pieces = piecesOf(line.slice(head.length))
  const lines = []
  let from = 0
  const textOf = (to) =>
    pieces
      .slice(from, to)
      .map(({ text, gap }, n) => (n === 0 ? text : gap + text))
      .join('')
  const prefix = () => (lines.length === 0 ? head : hang)
  for (let to = 1; to <= pieces.length; to += 1) {
    if (to - 1 === from || stringWidth(prefix() + textOf(to)) <= COLUMNS) continue
    let end = to - 1
    if (pieces[end].gap === '') {
      let back = end
      while (back > from + 1 && !AFTER.test(pieces[back - 1].text)) back -= 1
      if (AFTER.test(pieces[back - 1].text) && stringWidth(textOf(back)) >= COLUMNS - BACK)
        end = back
    }
    lines.push(prefix() + textOf(end))
    from = end
    to = end
  }
  lines.push(prefix() + textOf(pieces.length))
  return lines
}

/** Paragraphs and items are one line each before; code, tables, headings and comments stay. */
export function wrapped(page) {
  let inCode = false
  return page
    .split('\n')
    .flatMap((line) => {
      const fence = line.startsWith('```')
      if (fence) inCode = !inCode
      return fence || inCode || /^([#|<]|$)/.test(line) ? [line] : broken(line)
    })
    .join('\n')
}
