import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import type { Locator, Page } from 'playwright-core'
import { instantAt } from '@main/kernel/instant'
import { demoPicture } from '@main/office/demo/pictures'
import { demoPin } from '@main/office/demo/accounts'
import { workday } from '../../support/setDate.mjs'
import { tempFolder } from '../../support/tempFolder'
import { runCommand, type DemoBureau } from './suite'

/** A small picture as a file chooser takes it. */
export const picture = (name: string, colour: number) => ({ name, mimeType: 'image/png', buffer: demoPicture(colour) })

/** Where the window is, to come back to. */
export const shownPath = (page: Page) => new URL(page.url()).hash.slice(1)

/** A file on the clipboard or dragged along, pasted into or dropped on a photo cell. */
export async function handFile(cell: Locator, how: 'paste' | 'drop', name: string, bytes: Buffer): Promise<void> {
  await cell.evaluate(
    (box, given) => {
      const carried = new DataTransfer()
      carried.items.add(new File([Uint8Array.from(given.content)], given.name, { type: 'image/png' }))
      const event =
        given.how === 'paste'
          ? new ClipboardEvent('paste', { clipboardData: carried, bubbles: true, cancelable: true })
          : new DragEvent('drop', { dataTransfer: carried, bubbles: true, cancelable: true })
      box.dispatchEvent(event)
    },
    { how, name, content: [...bytes] }
  )
}

let drawings = 0

/** Signs on a pad with the mouse, never twice alike. */
export async function draw(page: Page, pad: Locator): Promise<void> {
  const canvas = pad.locator('canvas')
  const signed = pad.getByRole('button', { name: '签好了' })
  drawings += 1
  const aside = drawings % 60
  // Photos that still load push the pad down under the pen; then the stroke is made again.
  await expect
    .poll(
      async () => {
        // To the top: what a form refuses stands at the foot of the window, over anything lower.
        await canvas.evaluate((pad) => pad.scrollIntoView({ block: 'start' }))
        const box = await canvas.boundingBox()
        if (!box) return false
        await page.mouse.move(box.x + 30, box.y + 30)
        await page.mouse.down()
        for (const [x, y] of [
          [80, 60],
          [120, 20 + aside],
          [160, 55]
        ] as const)
          await page.mouse.move(box.x + x, box.y + y, { steps: 12 })
        await page.mouse.up()
        if (!(await signed.isEnabled())) return false
        // What was drawn faster than any hand is refused; more is drawn on top of it.
        await signed.click()
        return pad.getByText('已手写签名').isVisible()
      },
      { timeout: 10_000 }
    )
    .toBe(true)
}

/** One line of goods of an intake made before the window opens. */
export interface GoodsPlan {
  readonly name: string
  readonly count: number
  readonly measure: string
}

/**
 * Runs calls of the command line on a bureau's data folder as its people, before a host opens it. Fails when one is
 * refused.
 */
export async function calledOn(
  bureau: DemoBureau,
  calls: readonly { readonly as: string; readonly call: string; readonly input: object }[]
) {
  const folder = tempFolder('calls')
  const [photo, lines, passwords] = ['photo.png', 'calls.jsonl', 'passwords.json'].map((name) =>
    join(folder, name)
  ) as [string, string, string]
  writeFileSync(photo, demoPicture(0x66aa88))
  writeFileSync(lines, calls.map((each) => JSON.stringify(each)).join('\n'))
  writeFileSync(
    passwords,
    JSON.stringify(Object.fromEntries(bureau.accounts.map(({ account }) => [account, bureau.password])))
  )
  process.env['LEDGER_PASSWORDS'] = passwords
  const printed = await runCommand('call', lines, '--data', bureau.data, '--strict')
  return printed
    .trim()
    .split('\n')
    .map((line) => (JSON.parse(line) as { ok: Readonly<Record<string, unknown>> }).ok)
}

/** An intake of the first squad, brought in by 任平生 and 彭一帆 and taken in by the keeper, with everything it needs. */
export function intakeCall(plan: {
  readonly party: string
  readonly documentNumber: string
  readonly basis: string
  readonly goods: readonly GoodsPlan[]
}) {
  const { party, documentNumber, basis, goods } = plan
  const pin = (personId: string) => ({ by: 'pin', personId, pin: demoPin })
  return {
    as: 'daichangchun',
    call: 'warehouse.intakes.receive',
    input: {
      squadId: '一中队',
      officers: [
        { personId: '任平生', certificate: '湘云城执0101' },
        { personId: '彭一帆', certificate: '湘云城执0102' }
      ],
      party,
      place: '城北市场',
      cause: '占道经营',
      basis,
      onTheSpot: false,
      ...(basis === 'seizure' ? { approvedOn: workday } : {}),
      documentNumber,
      detainedAt: instantAt(workday, '09:00'),
      lines: goods.map(({ name, count, measure }) => ({
        name,
        quantity: count * 1000,
        measure,
        condition: '完好',
        perishability: 'durable',
        location: `${party}专架`,
        photoIds: [{ $file: 'photo.png' }]
      })),
      partySign: { how: 'refused', reason: '当事人拒绝签名', witness: '社区网格员刘某' },
      signatures: { handler: pin('任平生'), keeper: pin('戴长春') },
      reasons: { 'WH-02': '联合整治行动收缴，随收随入库' }
    }
  }
}
