import { expect } from 'vitest'
import type { SealKind } from '@main/contract/seals'
import { Seal, type SealUse, UseRequest } from '@main/ledgers/seals/entities'
import { enterSeal, type EnterInput } from '@main/ledgers/seals/seal/opening'
import { blankSeal } from '@main/ledgers/seals/seal/acts'
import { requestUse } from '@main/ledgers/seals/request/acts'
import type { PaperInput } from '@main/ledgers/seals/request/paper'
import { stamp } from '@main/ledgers/seals/use/stamp'
import { type Approval } from '@main/office/approvals/entities'
import { type Person, type Unit } from '@main/office/entities'
import type { TestHouse } from './house'
import { actsOf, decideThrough, readingAs } from './ledgerActs'
import { penOf as pen } from './pen'
import { aBureau, aPerson, arranging, aUnit } from './people'
import { refusedBy } from './refusals'

export { pen, readingAs }

/** A bureau small enough to follow: an office that keeps the seals, an enforcement unit, and those who decide. */
export interface SealBureau {
  readonly office: Unit
  readonly squad: Unit
  readonly head: Person
  readonly leader: Person
  readonly director: Person
  readonly custodian: Person
  readonly deputy: Person
  readonly legal: Person
  readonly financeHead: Person
  readonly cashier: Person
  readonly squadHead: Person
  readonly clerk: Person
  readonly temp: Person
}

/** Founds that bureau in the house. */
export async function aSealBureau(house: TestHouse): Promise<SealBureau> {
  await aBureau(house)
  const office = await aUnit(house, { name: '办公室' })
  const squad = await aUnit(house, { name: '执法中队', kind: 'squad' })
  const inOffice = (name: string, posts: Parameters<typeof aPerson>[1] = {}) =>
    aPerson(house, { name, unitId: office.id, ...posts })
  return {
    office,
    squad,
    head: await inOffice('周局长', { posts: ['head'] }),
    leader: await inOffice('陆副局长', {
      posts: [
        { post: 'leader', unitId: squad.id },
        { post: 'leader', unitId: office.id },
        { post: 'matterLeader', matter: 'finance' }
      ]
    }),
    director: await inOffice('谢主任', { posts: ['officeDirector', 'unitHead'] }),
    custodian: await inOffice('唐监印', { posts: ['sealCustodian'], pin: '4321' }),
    deputy: await inOffice('罗干事'),
    legal: await inOffice('江法制', { posts: ['legalReviewer'] }),
    financeHead: await inOffice('蒋财务', { posts: ['financeHead'] }),
    cashier: await inOffice('单出纳'),
    squadHead: await aPerson(house, { name: '龙队长', unitId: squad.id, posts: ['unitHead'] }),
    clerk: await aPerson(house, { name: '任队员', unitId: squad.id }),
    temp: await aPerson(house, { name: '米协管', unitId: squad.id, kind: 'temporary' })
  }
}

/** Runs an act of the ledger as a person, with reasons for the warnings it accepts. */
export const doing = actsOf('seals')

/** The act is refused by the rule, with the message where one is given, and leaves nothing behind. */
export async function expectRefused(
  house: TestHouse,
  rule: string,
  attempt: () => Promise<unknown>,
  message?: string | RegExp
): Promise<void> {
  const findings = await refusedBy(house, 'seals', rule, attempt)
  for (const { source } of findings) expect(source).not.toBe('')
  if (message) expect(findings.map((each) => each.message).join(' ')).toMatch(message)
}

let serial = 0

/** A seal already in use, kept by the bureau's custodian unless said otherwise. */
export async function aSeal(
  house: TestHouse,
  bureau: SealBureau,
  plan: Partial<EnterInput> & { readonly kind?: SealKind } = {}
): Promise<Seal> {
  serial += 1
  const kind = plan.kind ?? 'bureau'
  return doing(house, bureau.director, (unit) =>
    enterSeal(unit, {
      name: `印章${serial}`,
      imprintText: `测试印文${serial}`,
      kind,
      material: 'rubber',
      size: '直径4.2厘米',
      shape: 'round',
      unitId: bureau.office.id,
      ...(kind === 'personal' ? { ownerId: bureau.head.id } : {}),
      storage: '保管室一号柜',
      safeguard: '保险柜、监控',
      custodianId: bureau.custodian.id,
      ...plan
    })
  )
}

/** A row of the register as an old book or an act of long ago left it: a unit's seal in use, unless said otherwise. */
export const aSealRow = (house: TestHouse, bureau: SealBureau, plan: Partial<Seal>): Promise<Seal> =>
  arranging(house, (unit) =>
    unit.insert(
      Seal,
      blankSeal({
        number: `YZ-${house.newId().slice(-6)}`,
        name: '旧章',
        imprintText: '旧章',
        kind: 'unit',
        size: '直径4.2厘米',
        ink: 'red',
        scope: ['certificate'],
        unitId: bureau.squad.id,
        state: 'inUse',
        opening: true,
        registeredOn: house.clock.today(),
        custodianId: bureau.squadHead.id,
        ...plan
      })
    )
  )

/** The paper of an ordinary application. */
export function aPaper(seal: Pick<Seal, 'id'>, plan: Partial<PaperInput> = {}): PaperInput {
  return {
    sealId: seal.id,
    documentKind: 'certificate',
    title: '工作证明',
    copies: 2,
    onBehalf: false,
    blank: false,
    ...plan
  }
}

/** Hands in an application as a person. */
export async function applied(
  house: TestHouse,
  person: Person,
  paper: PaperInput,
  reasons?: Readonly<Record<string, string>>
): Promise<{ request: UseRequest; approval: Approval }> {
  return doing(house, person, (unit) => requestUse(unit, house, paper), reasons)
}

/**
 * Lets whoever of the people may decide approve, step after step, to the end or for the given number of steps. Gives
 * the names.
 */
export async function approved(
  house: TestHouse,
  approvalId: string,
  people: readonly Person[],
  steps = 9
): Promise<readonly string[]> {
  const { deciders } = await decideThrough(house, approvalId, { steps, among: people })
  return deciders.map((id) => people.find((person) => person.id === id)?.name ?? '')
}

/** Everybody of the bureau. */
export const everyone = (bureau: SealBureau): readonly Person[] =>
  Object.values(bureau).filter((each): each is Person => 'unitId' in each && 'joinedOn' in each)

/** An application approved to the end. */
export async function anApprovedRequest(
  house: TestHouse,
  bureau: SealBureau,
  seal: Seal,
  plan: Partial<PaperInput> = {}
): Promise<UseRequest> {
  const { request, approval } = await applied(house, bureau.clerk, aPaper(seal, plan))
  await approved(house, approval.id, everyone(bureau))
  return house.database.read.findOneByOrFail(UseRequest, { id: request.id })
}

/** A stamping on an approval given for it. */
export async function aUse(
  house: TestHouse,
  bureau: SealBureau,
  seal: Seal,
  plan: Partial<PaperInput> = {}
): Promise<SealUse> {
  const request = await anApprovedRequest(house, bureau, seal, plan)
  return doing(house, bureau.custodian, (unit) =>
    stamp(unit, {
      requestId: request.id,
      version: request.version,
      copies: request.copies,
      blank: false,
      place: 'custodyRoom'
    })
  )
}

/** A seal as it stands now. */
export const sealNow = (house: TestHouse, seal: Pick<Seal, 'id'>): Promise<Seal> =>
  house.database.read.findOneByOrFail(Seal, { id: seal.id })
