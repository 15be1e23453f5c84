import { formatInstant, formatQuantity } from '@contract'
import type { IssueSlip } from '@contract/supplies/issue'
import { client } from '../../../api/client'

const FRAME_LIFE_MS = 60_000

/** Prints the slip of one issue on whatever printer the window prints to, without leaving the screen. */
export async function printSlip(id: string): Promise<void> {
  const slip = await client.supplies.issues.slip({ id })
  const pictures = await Promise.all(slip.signatures.map(({ attachmentId }) => (attachmentId === null ? undefined : pictureUrl(attachmentId))))
  const frame = document.createElement('iframe')
  frame.className = 'sr-only'
  frame.title = '领用小票'
  document.body.append(frame)
  setTimeout(() => {
    frame.remove()
    for (const url of pictures) if (url) URL.revokeObjectURL(url)
  }, FRAME_LIFE_MS)
  const page = frame.contentDocument
  if (!page) return
  page.title = slip.number
  page.body.append(...paper(page, slip, pictures))
  await Promise.all([...page.images].map((image) => image.decode().catch(() => undefined)))
  frame.contentWindow?.print()
}

async function pictureUrl(attachmentId: string): Promise<string> {
  return URL.createObjectURL(await client.files.download({ id: attachmentId }))
}

/** The slip as elements: text only ever set as text. Styled through the object model, which the content policy allows. */
function paper(page: Document, slip: IssueSlip, pictures: readonly (string | undefined)[]): HTMLElement[] {
  const block = (text: string, style: Partial<CSSStyleDeclaration> = {}) => {
    const element = page.createElement('div')
    element.textContent = text
    Object.assign(element.style, style)
    return element
  }
  Object.assign(page.body.style, { margin: '0', width: '72mm', font: '12px/1.5 "Microsoft YaHei", sans-serif', color: '#000' })
  const rule = () => block('', { borderTop: '1px dashed #000', margin: '4px 0' })
  const goods = slip.lines.map(({ itemName, spec, measure, quantity, tradedIn }) => {
    const row = block('', { display: 'flex', justifyContent: 'space-between' })
    row.append(block(`${itemName} ${spec}${tradedIn ? '（旧的已交）' : ''}`), block(`${formatQuantity(quantity)}${measure}`))
    return row
  })
  const signed = slip.signatures.map(({ role, name }, index) => {
    const row = block(`${role}：${name}`, { display: 'flex', alignItems: 'center', gap: '8px' })
    const url = pictures[index]
    if (url) {
      const picture = page.createElement('img')
      picture.src = url
      picture.alt = `${name}签名`
      picture.style.height = '10mm'
      row.append(picture)
    }
    return row
  })
  return [
    block(slip.bureau, { textAlign: 'center', fontWeight: '700' }),
    block('办公用品领用小票', { textAlign: 'center', fontSize: '14px', fontWeight: '700' }),
    block(`领用单号：${slip.number}`),
    block(`申请单号：${slip.requestNumber}`),
    block(`时间：${formatInstant(slip.at)}`),
    block(`部门：${slip.unitName}`),
    block(`用途：${slip.purpose}`),
    rule(),
    ...goods,
    rule(),
    ...signed
  ]
}
