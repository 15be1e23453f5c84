import { expect } from 'vitest'
import type { AssetInput, EquipmentKind } from '@main/contract/assets'
import { acceptThings, type AcceptInput } from '@main/ledgers/assets/acceptance/acts'
import { submitAcquisition, type AcquisitionInput } from '@main/ledgers/assets/acquisition/acts'
import { enterCards, type EnterCards } from '@main/ledgers/assets/cards/enter'
import { filledCard, keptCard, wholeLife, writeCards, type NewCard, type Origin } from '@main/ledgers/assets/cards/make'
import { classTable } from '@main/ledgers/assets/classes/classTable'
import {
  Acquisition,
  Asset,
  AssetBook,
  EnforcementCertificate,
  type AssetAcceptance
} from '@main/ledgers/assets/entities'
import type { ProfileId } from '@main/contract/ledgers'
import { recordCollective } from '@main/office/approvals/collective'
import type { Person, Unit } from '@main/office/entities'
import { actsOf, decideThrough } from './ledgerActs'
import type { TestHouse } from './house'
import { aBureau, anAttachment, aPerson, arranging, aUnit } from './people'
import { refusedBy } from './refusals'
import { penOf } from './pen'

/**
 * A bureau small enough to follow: the office that keeps assets, finance that keeps equipment, a brigade and a section
 * that use them.
 */
export interface AssetBureau {
  readonly office: Unit
  readonly finance: Unit
  readonly squad: Unit
  readonly section: Unit
  readonly head: Person
  readonly leader: Person
  readonly director: Person
  readonly clerk: Person
  readonly financeHead: Person
  readonly accountant: Person
  readonly squadHead: Person
  readonly officer: Person
  readonly sectionHead: Person
  readonly colleague: Person
  readonly temp: Person
}

/** Founds that bureau in the house. */
export async function anAssetBureau(house: TestHouse, profile: ProfileId = 'dongkou'): Promise<AssetBureau> {
  await aBureau(house, profile)
  const office = await aUnit(house, { name: '办公室' })
  const finance = await aUnit(house, { name: '财务审计装备股' })
  const squad = await aUnit(house, { name: '执法大队', kind: 'brigade' })
  const section = await aUnit(house, { name: '法制教育股' })
  const led = [office, finance, squad, section].map(({ id }) => ({ post: 'leader' as const, unitId: id }))
  return {
    office,
    finance,
    squad,
    section,
    head: await aPerson(house, { name: '周局长', unitId: office.id, posts: ['head'] }),
    leader: await aPerson(house, { name: '陆副局长', unitId: office.id, posts: led }),
    director: await aPerson(house, { name: '谢主任', unitId: office.id, posts: ['officeDirector', 'unitHead'] }),
    clerk: await aPerson(house, { name: '罗管理', unitId: office.id, posts: ['assetClerk'] }),
    financeHead: await aPerson(house, { name: '蒋股长', unitId: finance.id, posts: ['financeHead', 'unitHead'] }),
    accountant: await aPerson(house, { name: '吕会计', unitId: finance.id, posts: ['finance'] }),
    squadHead: await aPerson(house, { name: '雷队长', unitId: squad.id, posts: ['unitHead'] }),
    officer: await aPerson(house, { name: '彭队员', unitId: squad.id }),
    sectionHead: await aPerson(house, { name: '江股长', unitId: section.id, posts: ['unitHead'] }),
    colleague: await aPerson(house, { name: '尹干事', unitId: section.id }),
    temp: await aPerson(house, { name: '米协管', unitId: squad.id, kind: 'temporary' })
  }
}

/** Runs an act of the ledger as a person, with reasons for the warnings it accepts. */
export const doing = actsOf('assets')

/** The act is refused by the rule, with the message where one is given, and leaves nothing behind. */
export async function expectRefused(
  house: TestHouse,
  rule: string,
  attempt: () => Promise<unknown>,
  message?: RegExp
): Promise<void> {
  const findings = await refusedBy(house, 'assets', rule, attempt)
  for (const { source } of findings) expect(source).not.toBe('')
  if (message) expect(findings.map((each) => [each.message, ...each.missing].join(' ')).join(' ')).toMatch(message)
}

/** Lets whoever may decide approve, to the end. */
export const approveAll = (house: TestHouse, approvalId: string | null) => decideThrough(house, approvalId ?? '')

let serial = 0

/**
 * A card as it stands in the books, written past the rules of entering; a PC of 5,000.00 yuan, six years, unless said
 * otherwise.
 */
export async function aCard(
  house: TestHouse,
  bureau: Pick<AssetBureau, 'section' | 'colleague'>,
  plan: Partial<AssetInput> & { readonly number?: string } = {},
  origin: Origin = {}
): Promise<Asset> {
  serial += 1
  const table = await classTable(house.resources)
  const input: AssetInput = {
    name: '台式计算机',
    quantity: 1,
    originalCents: 500_000,
    acquiredOn: '2026-03-15',
    enteredOn: '2026-03-15',
    lifeMonths: 72,
    unitId: bureau.section.id,
    userId: bureau.colleague.id,
    keeperId: bureau.colleague.id,
    place: '301室',
    ...plan
  }
  const card: NewCard = {
    ...filledCard(table, keptCard(input)),
    number: plan.number ?? `TS${String(serial).padStart(5, '0')}`
  }
  return arranging(house, async (unit) => {
    const [asset] = await writeCards(unit, [{ card, origin, phase: origin.unsettled ? undefined : wholeLife(card) }])
    if (!asset) throw new Error('no card was written')
    return asset
  })
}

/** A card as it stands now, and what its book comes to. */
export const cardNow = (house: TestHouse, { id }: Pick<Asset, 'id'>): Promise<Asset> =>
  house.database.read.findOneByOrFail(Asset, { id })
export const bookNow = (house: TestHouse, { id }: Pick<Asset, 'id'>): Promise<AssetBook> =>
  house.database.read.findOneByOrFail(AssetBook, { id })

/** A request for one printer of 1,200.00 yuan for a room, unless said otherwise. */
export function aRequestFor(bureau: AssetBureau, plan: Partial<AcquisitionInput> = {}): AcquisitionInput {
  return {
    kind: 'purchase',
    unitId: bureau.section.id,
    reason: '新设岗位办公需要',
    budget: '2026年设备购置预算1200元',
    funding: 'budget',
    procurementWay: 'scattered',
    lines: [{ name: '扫描仪', equipmentKind: 'none', quantity: 1, unitPriceCents: 120_000 }],
    ...plan
  }
}

/** A request approved to the end. */
export async function anApprovedRequest(
  house: TestHouse,
  bureau: AssetBureau,
  plan: Partial<AcquisitionInput> = {}
): Promise<Acquisition> {
  // Several of one unit within days are shown as perhaps split (K-05).
  const apart = { 'K-05': '各有各的用处，不是拆分' }
  const { row, approval } = await doing(
    house,
    bureau.colleague,
    (unit) => submitAcquisition(unit, house, aRequestFor(bureau, plan)),
    apart
  )
  if (approval.needsCollective) {
    const attachmentId = (await anAttachment(house, '纪要.png')).id
    const { id, version } = approval
    await doing(house, bureau.director, (unit) =>
      recordCollective(unit, id, version, {
        meeting: '党组会',
        heldOn: '2026-09-29',
        minutesNumber: '〔2026〕8号',
        attachmentId,
        headOpinion: '同意'
      })
    )
  }
  await approveAll(house, approval.id)
  return house.database.read.findOneByOrFail(Acquisition, { id: row.id })
}

/** The papers and signatures of an acceptance of what a request asked for. */
export async function anAcceptanceOf(
  house: TestHouse,
  bureau: AssetBureau,
  request: Acquisition,
  plan: Partial<AcceptInput> = {}
): Promise<AcceptInput> {
  const file = async (name: string) => (await anAttachment(house, name)).id
  return {
    way: 'purchase',
    unitId: request.unitId,
    acquiredOn: house.clock.today(),
    boughtOn: house.clock.today(),
    supplier: '洞口县城北办公设备店',
    contractNumber: 'HT-001',
    invoiceNumber: 'FP-001',
    conclusion: '数量、型号相符，通电正常',
    officePersonId: bureau.clerk.id,
    applicantId: bureau.colleague.id,
    acquisitionId: request.id,
    lines: request.lines.map((line) => ({
      ...line,
      spec: line.spec ?? undefined,
      classCode: line.classCode ?? undefined,
      serials: [],
      measure: '台'
    })),
    contractFileId: await file('合同.png'),
    sheetFileId: await file('验收单.png'),
    invoiceFileId: await file('发票.png'),
    signatures: { office: penOf(bureau.clerk), applicant: penOf(bureau.colleague) },
    ...plan
  }
}

/** Accepts what a request asked for. */
export async function accepted(
  house: TestHouse,
  bureau: AssetBureau,
  request: Acquisition,
  plan: Partial<AcceptInput> = {}
): Promise<AssetAcceptance> {
  const input = await anAcceptanceOf(house, bureau, request, plan)
  return doing(house, bureau.clerk, (unit) => acceptThings(unit, house, input))
}

/** What the clerk types for the card of the first accepted line. */
export function aCardFor(bureau: AssetBureau, acceptance: AssetAcceptance, plan: Partial<EnterCards> = {}): EnterCards {
  const line = acceptance.lines[0]
  return {
    acceptanceId: acceptance.id,
    line: 0,
    separate: true,
    serials: [],
    name: line?.name ?? '',
    quantity: line?.quantity ?? 1,
    originalCents: (line?.quantity ?? 1) * (line?.unitPriceCents ?? 0),
    acquiredOn: acceptance.acquiredOn,
    unitId: acceptance.unitId,
    userId: bureau.colleague.id,
    keeperId: bureau.colleague.id,
    place: '301室',
    ...plan
  }
}

/** Enters the cards of an acceptance. */
export const carded = (
  house: TestHouse,
  bureau: AssetBureau,
  acceptance: AssetAcceptance,
  plan: Partial<EnterCards> = {}
): Promise<readonly Asset[]> =>
  doing(house, bureau.clerk, (unit) => enterCards(unit, house, aCardFor(bureau, acceptance, plan)))

/** Equipment of a kind on a card of finance's, idle in its store. */
export const anEquipment = (
  house: TestHouse,
  bureau: AssetBureau,
  kind: EquipmentKind,
  plan: Partial<AssetInput> & { readonly number?: string } = {}
): Promise<Asset> =>
  aCard(
    house,
    bureau,
    {
      name: kind === 'bodyCamera' ? '执法记录仪' : '对讲机',
      originalCents: 220_000,
      lifeMonths: 60,
      equipmentKind: kind,
      unitId: bureau.finance.id,
      userId: null,
      keeperId: bureau.accountant.id,
      place: '装备室',
      ...plan
    },
    { state: 'idle' }
  )

/** Makes somebody a certified officer. */
export const certified = (house: TestHouse, person: Person): Promise<EnforcementCertificate> =>
  arranging(house, (unit) =>
    unit.insert(EnforcementCertificate, {
      personId: person.id,
      certificateNumber: `湘执${person.id.slice(-6)}`,
      validFrom: '2024-01-01',
      validUntil: null
    })
  )
