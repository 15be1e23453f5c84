import type { AssetInput, EquipmentKind, Way } from '../../../contract/assets'
import { acceptThings } from '../acceptance/acts'
import { submitAcquisition } from '../acquisition/acts'
import { confirmLabel } from '../cards/acts'
import { enterCards } from '../cards/enter'
import type { Asset, AssetAcceptance } from '../entities'
import type { DemoAssets, Story } from './acting'

/** What of a kind comes for whom. */
export interface Thing {
  /** The name the first card of it is found by. */
  readonly key: string
  readonly name: string
  readonly spec?: string
  readonly quantity?: number
  readonly yuan: number
  readonly kind?: EquipmentKind
  readonly serials?: readonly string[]
  readonly measure?: string
  readonly unit: string
  readonly person: string
  readonly place: string
}

export interface Asked extends Thing {
  readonly reason: string
  readonly reasons?: Readonly<Record<string, string>>
}

/** A request to buy as it was handed in. */
interface Request {
  readonly id: string
  readonly approvalId: string
}

/** Asks for a thing to be bought. */
export function ask(demo: DemoAssets, story: Story, day: string, thing: Asked): () => Request {
  let asked: Request | undefined
  const { name, spec, quantity = 1, yuan, kind = 'none', place, reason } = thing
  story.on(day, '09:20', async () => {
    const { row, approval } = await demo.as(
      demo.person(thing.person),
      '申请购置',
      (unit) =>
        submitAcquisition(unit, demo.house, {
          kind: 'purchase',
          unitId: demo.unit(thing.unit),
          place,
          reason,
          budget: `年度办公设备预算，${yuan * quantity}元`,
          funding: 'budget',
          procurementWay: 'scattered',
          lines: [{ name, spec, equipmentKind: kind, quantity, unitPriceCents: yuan * 100 }]
        }),
      thing.reasons
    )
    asked = { id: row.id, approvalId: approval.id }
  })
  return () => asked ?? { id: '', approvalId: '' }
}

/** Days a request takes through its chain: two days, then three steps on the third. */
export const deciding = (demo: DemoAssets, from: string) => [1, 2, 2, 3, 3, 3].map((days) => demo.after(from, days))

/** What is told of an arrival besides the thing. */
interface Arrival {
  readonly way: Way
  readonly from: string
  readonly document?: string
  readonly contract?: string
  readonly invoice?: string
  readonly orderedOn?: string
  readonly request?: () => Request
}

/** Office and applicant accept a thing together. */
export function accept(
  demo: DemoAssets,
  story: Story,
  day: string,
  thing: Thing,
  arrival: Arrival
): () => AssetAcceptance {
  let accepted: AssetAcceptance | undefined
  const { name, spec, quantity = 1, yuan, kind = 'none', serials = [], measure = '台' } = thing
  const applicant = demo.person(thing.person)
  story.on(day, '15:00', async () => {
    const paper = (of: string) => demo.scan(demo.clerk, `${of}.png`)
    const bought = arrival.way === 'purchase'
    const files = bought
      ? {
          contractFileId: await paper('合同'),
          sheetFileId: await paper('验收单'),
          invoiceFileId: await paper('发票')
        }
      : { sheetFileId: await paper('移交清单') }
    const signatures = { office: demo.pen(demo.clerk), applicant: demo.pen(applicant) }
    accepted = await demo.as(demo.clerk, '资产验收', (unit) =>
      acceptThings(unit, demo.house, {
        acquisitionId: arrival.request?.().id,
        way: arrival.way,
        unitId: demo.unit(thing.unit),
        acquiredOn: day,
        boughtOn: arrival.orderedOn,
        supplier: arrival.from,
        contractNumber: arrival.contract,
        invoiceNumber: arrival.invoice,
        approvalDocument: arrival.document,
        conclusion: '型号、数量相符，查看完好',
        officePersonId: demo.clerk,
        applicantId: applicant,
        lines: [{ name, spec, equipmentKind: kind, quantity, unitPriceCents: yuan * 100, serials, measure }],
        ...files,
        signatures
      })
    )
  })
  return () => {
    if (!accepted) throw new Error(`${name} has not come yet`)
    return accepted
  }
}

/** Puts accepted things on cards, one for each or one for all alike. */
export function enter(
  demo: DemoAssets,
  story: Story,
  day: string,
  thing: Thing,
  acceptance: () => AssetAcceptance,
  also: Partial<AssetInput> & { readonly separate?: boolean } = {}
): () => readonly Asset[] {
  let cards: readonly Asset[] = []
  const { name, spec, quantity = 1, yuan, kind = 'none', place } = thing
  const person = demo.person(thing.person)
  story.on(day, '10:10', async () => {
    const { id, acquiredOn } = acceptance()
    cards = await demo.as(demo.clerk, '建卡入账', (unit) =>
      enterCards(unit, demo.house, {
        acceptanceId: id,
        line: 0,
        separate: true,
        serials: [],
        name,
        spec,
        quantity,
        originalCents: yuan * quantity * 100,
        acquiredOn,
        unitId: demo.unit(thing.unit),
        userId: person,
        keeperId: person,
        place,
        equipmentKind: kind,
        ...also
      })
    )
    for (const [index, card] of cards.entries()) demo.keep(index === 0 ? thing.key : `${thing.key}${index + 1}`, card)
  })
  return () => cards
}

/** Labels of new cards hang on the things. */
export async function hangUpAll(demo: DemoAssets, cards: readonly Asset[]): Promise<void> {
  for (const { id, version, number } of cards)
    await demo.as(demo.clerk, '确认贴标签', (unit) => confirmLabel(unit, demo.house, { id, version, scanned: number }))
}
