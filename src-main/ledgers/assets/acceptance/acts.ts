import type { SignatureInput } from '../../../contract/values'
import { acceptance as record, keepingPosts } from '../../../contract/assets'
import { compact } from '../../../contract/typedText'
import { keptOf, type InputOf } from '../../../contract/record'
import { conflict, invalid } from '../../../kernel/fault'
import { searchKey } from '../../../kernel/searchKey'
import { K_12 } from '../../../kernel/rules/common'
import { partiesNamed, inNameOf } from '../../../office/approvals/parties'
import { workingDaysFrom } from '../../../kernel/periods'
import type { UnitOfWork } from '../../../platform/database/unitOfWork'
import { ApprovalDecision } from '../../../office/approvals/entities'
import { postsOn } from '../../../office/actors'
import { mustStillHold, type BoundFact } from '../../../office/approvals/cancelling'
import { Person, Unit } from '../../../office/entities'
import type { House } from '../../../office/house'
import { unitNames } from '../../../office/people/names'
import { signAll } from '../../../office/signatures'
import { filledLines, type TypedLine } from '../acquisition/acts'
import { thingsWords } from '../applying'
import { Acquisition, AssetAcceptance, type LowValueItem, type AcceptedLine } from '../entities'
import { keepLowValue } from '../lowValue/acts'
import { AST_03, AST_04 } from '../rules/acquiring'
import { AST_05, AST_17 } from '../rules/entering'
import { countEntered, entryRule, lineOf } from './entered'

export interface AcceptedTyped extends TypedLine {
  readonly brand?: string | undefined
  readonly serials: readonly string[]
  readonly measure: string
  readonly accessories?: string | undefined
  readonly warrantyUntil?: string | undefined
}

export type AcceptInput = InputOf<typeof record> & {
  readonly acquisitionId?: string | undefined
  readonly lines: readonly AcceptedTyped[]
  readonly contractFileId?: string | undefined
  readonly sheetFileId?: string | undefined
  readonly invoiceFileId?: string | undefined
  readonly signatures: { readonly office?: SignatureInput | undefined; readonly applicant?: SignatureInput | undefined }
}

/**
 * Office and applicant accept together: what was bought on its approval, what came in other ways on its paper (AST-03,
 * AST-05, AST-17).
 */
export async function acceptThings(unit: UnitOfWork, house: House, input: AcceptInput): Promise<AssetAcceptance> {
  const kept = keptOf(record, input)
  const bought = kept.way === 'purchase'
  await unit.load(Unit, kept.unitId, '使用部门')
  const officePerson = await unit.load(Person, kept.officePersonId, '办公室验收人')
  const applicant = await unit.load(Person, kept.applicantId, '申请科室验收人')
  const acquisition = input.acquisitionId ? await unit.load(Acquisition, input.acquisitionId, '购置申请') : undefined
  if (acquisition && !bought) throw invalid([{ path: 'way', message: '有购置申请的取得方式是新购' }])
  const lines = (await filledLines(house, input.lines)).map(
    ({ brand = null, serials, measure, accessories = null, warrantyUntil = null, ...line }): AcceptedLine => ({
      ...line,
      entered: 0,
      brand: brand ?? null,
      serials,
      measure,
      accessories: accessories ?? null,
      warrantyUntil: warrantyUntil ?? null
    })
  )
  const boughtOn = kept.boughtOn ?? kept.acquiredOn
  if (acquisition)
    await mustStillHold(unit, acquisition.approvalId, await boundBy(unit, acquisition, kept.unitId, lines), boughtOn)
  const amountCents = lines.reduce((sum, { quantity, unitPriceCents }) => sum + quantity * unitPriceCents, 0)
  const due = workingDaysFrom(kept.acquiredOn, AST_17.values(unit.book).days, await house.calendar(unit.manager))
  const signed = (signature: SignatureInput | undefined, person: Person) => signature?.personId === person.id
  unit.judge(
    ...(bought
      ? [
          AST_03.on({
            of: 'bought',
            state:
              acquisition?.state === 'approved' || acquisition?.state === 'accepted' ? acquisition.state : undefined,
            approvedOn: acquisition?.approvedOn ?? null,
            boughtOn,
            acquiredOn: kept.acquiredOn,
            today: unit.today,
            approvedCents: acquisition?.amountCents ?? 0,
            acceptedCents: amountCents + (acquisition ? await acceptedBefore(unit, acquisition.id) : 0)
          })
        ]
      : []),
    ...(acquisition ? [await overStandardApproved(unit, acquisition)] : []),
    AST_05.on({
      of: 'acceptance',
      bought,
      officeSigned: signed(input.signatures.office, officePerson),
      applicantSigned: signed(input.signatures.applicant, applicant),
      strangers: await strangersTo(unit, officePerson, applicant, kept.unitId),
      papers: bought
        ? [
            ['合同', kept.contractNumber !== null && input.contractFileId !== undefined],
            ['验收单扫描件', input.sheetFileId !== undefined],
            ['发票', kept.invoiceNumber !== null && input.invoiceFileId !== undefined]
          ]
        : [['批准或移交文件', kept.approvalDocument !== null]],
      lines: lines.map(({ name, quantity, serials }) => ({ name, quantity, serials: serials.length }))
    }),
    AST_17.on({ acquiredOn: kept.acquiredOn, enteredOn: unit.today, dueOn: null, today: unit.today }),
    inNameOf(officePerson),
    inNameOf(applicant),
    K_12.on({
      parties: await partiesNamed(unit.manager, [
        { role: '办公室验收人', personId: officePerson.id },
        { role: '申请科室验收人', personId: applicant.id, field: 'applicantId' }
      ])
    })
  )
  const number = await unit.nextNumber('GY')
  const acceptance = await unit.insert(AssetAcceptance, {
    ...kept,
    number,
    acquisitionId: acquisition?.id ?? null,
    acceptedOn: unit.today,
    contractFileId: input.contractFileId ?? null,
    sheetFileId: input.sheetFileId ?? null,
    invoiceFileId: input.invoiceFileId ?? null,
    lines,
    things: thingsWords(lines.map(({ name }) => name)),
    quantity: lines.reduce((sum, { quantity }) => sum + quantity, 0),
    entered: 0,
    amountCents,
    entryDueOn: due.dueOn,
    calendarMissing: due.calendarMissing,
    state: 'open',
    searchKey: searchKey(
      number,
      kept.supplier,
      kept.contractNumber,
      kept.invoiceNumber,
      ...lines.map(({ name }) => name)
    )
  })
  await signAll(
    unit,
    [
      { role: '办公室', input: input.signatures.office },
      { role: '申请部门', input: input.signatures.applicant }
    ].flatMap(({ role, input: given }) => (given ? [{ role, input: given }] : [])),
    { type: 'assetAcceptance', id: acceptance.id }
  )
  if (acquisition && acquisition.state !== 'accepted')
    await unit.update(Acquisition, acquisition, { state: 'accepted' }, '购置申请')
  unit.about({ type: 'assetAcceptance', id: acceptance.id, number })
  return acceptance
}

/** Who accepts for the office holds one of its posts, who accepts for the unit works there (AST-05). */
async function strangersTo(unit: UnitOfWork, officePerson: Person, applicant: Person, unitId: string) {
  const posts = await postsOn(unit.manager, officePerson.id, unit.today)
  return [
    ...(posts.some(({ post }) => keepingPosts.includes(post))
      ? []
      : [
          {
            message: `${officePerson.name}今天没有任办公室、财务审计装备股的资产管理岗位，不能作办公室验收人`,
            field: 'officePersonId'
          }
        ]),
    ...(applicant.unitId === unitId
      ? []
      : [{ message: `${applicant.name}不在使用部门，不能作申请科室验收人`, field: 'applicantId' }])
  ]
}

/** What a request says of the things accepted on it: for whom they are, which, and how many, earlier ones counted. */
async function boundBy(
  unit: UnitOfWork,
  acquisition: Acquisition,
  unitId: string,
  lines: readonly AcceptedLine[]
): Promise<readonly BoundFact[]> {
  const names = await unitNames(unit.manager, [acquisition.unitId, unitId])
  const before = await unit.manager.findBy(AssetAcceptance, { acquisitionId: acquisition.id })
  const countOf = (all: readonly Pick<AcceptedLine, 'name' | 'quantity'>[], name: string) =>
    all.reduce((sum, line) => sum + (compact(line.name) === compact(name) ? line.quantity : 0), 0)
  const accepted = [...before.flatMap((each) => each.lines), ...lines]
  const asked = acquisition.lines.map(({ name }) => name)
  return [
    { what: '使用部门', approved: names.get(acquisition.unitId) ?? '', done: names.get(unitId) ?? '', field: 'unitId' },
    ...lines.map(({ name }, index): BoundFact => {
      const approved = countOf(acquisition.lines, name)
      return approved === 0
        ? { what: '物品', approved: asked.join('、'), done: name, field: `lines.${index}.name` }
        : {
            what: `“${name}”数量`,
            approved,
            done: countOf(accepted, name),
            atMost: true,
            field: `lines.${index}.quantity`
          }
    })
  ]
}

/** What was accepted on a request so far, in cents. */
async function acceptedBefore(unit: UnitOfWork, acquisitionId: string): Promise<number> {
  const before = await unit.manager.findBy(AssetAcceptance, { acquisitionId })
  return before.reduce((sum, { amountCents }) => sum + amountCents, 0)
}

/** AST-04 at the acceptance: what is above the standard was let through by who may. */
async function overStandardApproved(unit: UnitOfWork, { approvalId, overStandard, lines }: Acquisition) {
  const decisions = approvalId ? await unit.manager.findBy(ApprovalDecision, { approvalId, outcome: 'approve' }) : []
  const by = (word: string) => decisions.some(({ stepLabel }) => stepLabel.includes(word))
  return AST_04.on({
    of: 'acceptance',
    over: overStandard,
    byOffice: by('办公室') || by('秘书科'),
    byLeader: by('分管'),
    leaders: lines.some(({ standardKind }) => standardKind === 'copier' || standardKind === 'fax')
  })
}

export interface ToLowValueInput {
  readonly id: string
  readonly version: number
  readonly line: number
  readonly quantity: number
  readonly userId?: string | undefined
}

/** Enters accepted things below the threshold in the low-value register instead of on cards (AST-01, AST-05). */
export async function acceptedToLowValue(unit: UnitOfWork, input: ToLowValueInput): Promise<LowValueItem> {
  const acceptance = await unit.load(AssetAcceptance, input.id, '验收单')
  if (acceptance.version !== input.version) throw conflict('验收单')
  const { name, spec, equipmentKind, unitPriceCents } = lineOf(acceptance, input.line)
  const { line: index, quantity, userId = null } = input
  const { unitId, acquiredOn } = acceptance
  const cents = unitPriceCents * quantity
  unit.judge(await entryRule(unit, acceptance, { index, quantity, name, cents, unitId }))
  const lot = { name, spec, equipmentKind, quantity, priceCents: unitPriceCents, unitId, userId, acquiredOn }
  const item = await keepLowValue(unit, { ...lot, acceptanceId: acceptance.id })
  await countEntered(unit, acceptance, { index, quantity }, 'lowValue')
  return item
}
