/** Characters a worksheet cell can hold; Excel refuses a file with longer ones. */
const LONGEST_CELL = 32_767

// XML 1.0 forbids these even as references; tab, line feed and carriage return are allowed.
const ILLEGAL_SOURCE =
  '[\\u0000-\\u0008\\u000B\\u000C\\u000E-\\u001F\\uFFFE\\uFFFF]|[\\uD800-\\uDBFF](?![\\uDC00-\\uDFFF])|(?<![\\uD800-\\uDBFF])[\\uDC00-\\uDFFF]'
const ILLEGAL = new RegExp(ILLEGAL_SOURCE)
const EVERY_ILLEGAL = new RegExp(ILLEGAL_SOURCE, 'g')

/** Text without what XML cannot carry (control characters, halves of surrogate pairs), cut to what one cell holds. */
export function printableText(text: string): string {
  const clean = ILLEGAL.test(text) ? text.replace(EVERY_ILLEGAL, '') : text
  return clean.length > LONGEST_CELL ? `${clean.slice(0, LONGEST_CELL - 1)}…` : clean
}

/** Whether a spreadsheet program could take the text for a formula when it is edited or pasted on. */
export function looksLikeFormula(text: string): boolean {
  return /^[=+\-@\t\r＝＋－＠]/.test(text)
}

/** Width of the longest line in half-width characters; Chinese characters and full-width signs count double. */
export function displayWidth(text: string): number {
  let longest = 0
  let line = 0
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index)
    if (code === 10) {
      longest = Math.max(longest, line)
      line = 0
    } else {
      line += isWide(code) ? 2 : 1
    }
  }
  return Math.max(longest, line)
}

/**
 * What is not broken at the end of a line: a word, number or measure (45×50cm) with the bracket before and the sign
 * after it; every other character stands alone.
 */
const UNBROKEN = /[（《“]?[!-~×]+[，。；：、）》”]?|[（《“]?[^!-~×\s][，。；：、）》”]?|\s/gu

/**
 * Lines the text takes in a wrapped cell of the given width (half-width characters), words and numbers kept whole. At
 * least one.
 */
export function wrappedLines(text: string, width: number): number {
  if (text.length * 2 <= width && !text.includes('\n')) return 1
  return text.split('\n').reduce((lines, line) => lines + linesOf(line, Math.max(2, width)), 0)
}

function linesOf(line: string, width: number): number {
  if (displayWidth(line) <= width) return 1
  let lines = 1
  let used = 0
  for (const [part] of line.matchAll(UNBROKEN)) {
    const size = displayWidth(part)
    if (used + size <= width) used += size
    else if (size <= width) {
      lines += 1
      used = size
    } else {
      // a word longer than the line is broken where the line ends
      const whole = used + size
      lines += Math.ceil(whole / width) - 1
      used = whole % width
    }
  }
  return lines
}

/** Width of the longest word or number of a text, which should stand on one line. */
export function longestWord(text: string): number {
  return (text.match(/[!-~]+/g) ?? []).reduce((longest, { length }) => Math.max(longest, length), 0)
}

function isWide(code: number): boolean {
  return (
    code >= 0x1100 &&
    (code <= 0x115f ||
      (code >= 0x2e80 && code <= 0xa4cf) ||
      (code >= 0xac00 && code <= 0xd7a3) ||
      (code >= 0xf900 && code <= 0xfaff) ||
      (code >= 0xfe30 && code <= 0xfe6f) ||
      (code >= 0xff00 && code <= 0xff60) ||
      (code >= 0xffe0 && code <= 0xffe6) ||
      (code >= 0xd800 && code <= 0xdfff) ||
      (code >= 0x2014 && code <= 0x2026))
  )
}
