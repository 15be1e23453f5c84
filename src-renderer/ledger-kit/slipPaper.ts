const FRAME_LIFE_MS = 60_000

/**
 * One line of a slip: words left and right with something small below, words with a picture (data URL), or a heading;
 * 'rule' is a dashed line.
 */
export type SlipPart =
  | 'rule'
  | { readonly left: string; readonly picture: string }
  | { readonly left: string; readonly right?: string; readonly below?: string }
  | { readonly centre: string; readonly large?: boolean }

/** Prints a counter slip (72 mm) on whatever printer the window prints to, without leaving the screen. */
export async function printSlip(title: string, number: string, parts: readonly SlipPart[]): Promise<void> {
  const frame = document.createElement('iframe')
  frame.className = 'offstage'
  frame.title = title
  document.body.append(frame)
  setTimeout(() => frame.remove(), FRAME_LIFE_MS)
  const page = frame.contentDocument
  if (!page) return
  page.title = number
  Object.assign(page.body.style, {
    margin: '0',
    width: '72mm',
    font: '12px/1.5 "Microsoft YaHei", sans-serif',
    color: '#000'
  })
  page.body.append(...parts.map((part) => lineOf(page, part)))
  await Promise.all([...page.images].map((image) => image.decode().catch(() => undefined)))
  await new Promise((resolve) => requestAnimationFrame(resolve))
  frame.contentWindow?.print()
}

/** Text is only ever set as text; styled through the object model, which the content policy allows. */
function lineOf(page: Document, part: SlipPart): HTMLElement {
  const block = (text: string, style: Partial<CSSStyleDeclaration> = {}) => {
    const element = page.createElement('div')
    element.textContent = text
    Object.assign(element.style, style)
    return element
  }
  if (part === 'rule') return block('', { borderTop: '1px dashed #000', margin: '4px 0' })
  if ('centre' in part)
    return block(part.centre, { textAlign: 'center', fontWeight: '700', ...(part.large ? { fontSize: '14px' } : {}) })
  if ('picture' in part) {
    const line = block(part.left, { display: 'flex', alignItems: 'center', gap: '8px' })
    const picture = page.createElement('img')
    picture.src = part.picture
    picture.alt = part.left
    picture.style.height = '10mm'
    line.append(picture)
    return line
  }
  const row = block('')
  const words = block('', { display: 'flex', justifyContent: 'space-between', gap: '8px' })
  words.append(block(part.left), block(part.right ?? '', { whiteSpace: 'nowrap' }))
  row.append(words)
  if (part.below) row.append(block(part.below, { fontSize: '10px' }))
  return row
}
