import { acquisition as record, standardKinds } from '../../../contract/assets'
import { keptOf, type InputOf } from '../../../contract/record'
import { In, MoreThanOrEqual, Not } from 'typeorm'
import { addDays } from '../../../kernel/localDate'
import { searchKey } from '../../../kernel/searchKey'
import { K_05 } from '../../../kernel/rules/common'
import type { UnitOfWork } from '../../../platform/database/unitOfWork'
import type { Approval } from '../../../office/approvals/entities'
import { Unit } from '../../../office/entities'
import type { House } from '../../../office/house'
import { holdersOf } from '../../../office/actors'
import { loadReturned, type Correction } from '../../../office/approvals/correcting'
import { applicantOf, handIn, notedChanges, thingsWords } from '../applying'
import { standardKindOf } from '../cards/make'
import { categoryOf, classTable } from '../classes/classTable'
import { Acquisition, type AskedLine } from '../entities'
import { acquisitionFlow, assetTags } from '../flows'
import { acquisitionReads } from './rows'
import { roomStandards } from '../rooms/standard'
import { allowedIn, AST_03, AST_04 } from '../rules/acquiring'

/** One kind of thing as typed; what is left out follows from its name and class. */
export interface TypedLine {
  readonly name: string
  readonly spec?: string | undefined
  readonly classCode?: string | undefined
  readonly category?: AskedLine['category'] | undefined
  readonly equipmentKind: AskedLine['equipmentKind']
  readonly standardKind?: AskedLine['standardKind'] | undefined
  readonly quantity: number
  readonly unitPriceCents: number
}

export type AcquisitionInput = InputOf<typeof record> & { readonly lines: readonly TypedLine[] }

/** Lines with class, category and standard filled in from the tables. */
export async function filledLines<Line extends TypedLine>(house: House, lines: readonly Line[]) {
  const table = await classTable(house.resources)
  return lines.map((line) => {
    const classCode = line.classCode ?? table.proposed(line.name)?.code ?? null
    return {
      ...line,
      spec: line.spec ?? null,
      classCode,
      category:
        line.category ??
        (classCode === null ? 'other' : (table.classes.get(classCode)?.category ?? categoryOf(classCode))),
      standardKind: line.standardKind ?? standardKindOf(line.name)
    }
  })
}

/**
 * Asks for things to be bought, or again as corrected; the room's people, holdings and standard are judged with it
 * (AST-03, AST-04).
 */
export async function submitAcquisition(
  unit: UnitOfWork,
  house: House,
  input: AcquisitionInput,
  correction?: Correction
): Promise<{ row: Acquisition; approval: Approval }> {
  const returned = correction && (await loadReturned(unit, Acquisition, correction, '购置申请')).request
  const applicant = await applicantOf(unit)
  await unit.load(Unit, input.unitId, '申请部门')
  const { kind, unitId, place, reason, budget, funding, procurementWay, disciplineToldOn } = keptOf(record, input)
  const lines = await filledLines(house, input.lines)
  const amountCents = lines.reduce((sum, { quantity, unitPriceCents }) => sum + quantity * unitPriceCents, 0)
  const largeFromCents = K_05.values(unit.book).assets * 100
  const { kinds } = await roomStandards(unit.manager, place, lines, unit.today)
  unit.judge(
    AST_03.on({ of: 'request', budget, amountCents, largeFromCents, disciplineToldOn, today: unit.today }),
    AST_04.on({ of: 'request', room: place ?? '没有写明的房间', kinds }),
    // Where every asset goes to the meeting there is nothing to be walked round.
    ...(unit.book.profile === 'baicheng-office'
      ? []
      : [
          K_05.on({
            whose: '本单位',
            amountCents,
            what: 'assets',
            earlier: await earlierOf(unit, { kind, unitId }, returned?.id)
          })
        ])
  )
  const { printerPeople } = AST_04.values(unit.book)
  const over = kinds
    .filter((each) => each.held + each.wanted > allowedIn(each, printerPeople))
    .map((each) => standardKinds[each.kind])
  const number = returned?.number ?? (await unit.nextNumber('GZ'))
  const things = thingsWords(lines.map(({ name }) => name))
  const asked = {
    kind,
    unitId,
    place,
    reason,
    budget,
    funding,
    procurementWay,
    lines,
    things,
    quantity: lines.reduce((sum, { quantity }) => sum + quantity, 0),
    amountCents,
    equipment: lines.some(({ equipmentKind }) => equipmentKind !== 'none'),
    overStandard: over.length > 0 ? `${over.join('、')}超过房间配备标准` : null,
    disciplineToldOn,
    searchKey: searchKey(number, ...lines.map(({ name }) => name))
  }
  const begun = {
    number,
    applicantId: applicant.id,
    submittedOn: unit.today,
    approvedOn: null,
    state: 'pending' as const,
    approvalId: null
  }
  const row = returned
    ? await unit.update(Acquisition, returned, asked, '购置申请')
    : await unit.insert(Acquisition, { ...asked, ...begun })
  const shown = { fields: record.fields, rows: acquisitionReads.rows }
  const note = returned && correction && (await notedChanges(unit.manager, shown, [returned, row], correction.note))
  const everyAsset = unit.book.profile === 'baicheng-office'
  return handIn(
    unit,
    house,
    Acquisition,
    row,
    '购置申请',
    {
      kind: acquisitionFlow.kind,
      subjectType: 'assetAcquisition',
      title: `购置${things}${row.overStandard ? '（超配备标准）' : ''}：${reason}`,
      unitId,
      amountCents,
      tags: (await secretaryApart(unit)) ? [assetTags.secretary] : [],
      needsCollective: everyAsset || amountCents >= largeFromCents
    },
    note
  )
}

/** What the unit asked for of the kind in the days of K-05 before, ended requests left out. Cents. */
async function earlierOf(unit: UnitOfWork, of: Pick<Acquisition, 'kind' | 'unitId'>, own?: string) {
  const rows = await unit.manager.find(Acquisition, {
    where: {
      ...of,
      submittedOn: MoreThanOrEqual(addDays(unit.today, -K_05.values(unit.book).splitDays)),
      state: Not(In(['refused', 'withdrawn', 'cancelled']))
    },
    order: { number: 'ASC' }
  })
  return rows.filter(({ id }) => id !== own).map(({ number, amountCents }) => ({ number, cents: amountCents }))
}

/** Whether the party secretary is another person than the head today. */
async function secretaryApart(unit: UnitOfWork): Promise<boolean> {
  const heads = await holdersOf(unit.manager, 'head', unit.today)
  const secretaries = await holdersOf(unit.manager, 'partySecretary', unit.today)
  return secretaries.some((id) => !heads.includes(id))
}
