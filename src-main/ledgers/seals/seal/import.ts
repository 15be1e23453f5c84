import type { Choice, Field } from '../../../contract/fields'
import {
  documentKinds,
  inks,
  seal as sealRecord,
  sealMaterials,
  sealShapes,
  type DocumentKind,
  type Ink,
  type SealKind,
  type SealMaterial,
  type SealShape,
  type SealState
} from '../../../contract/seals'
import { sealTexts } from '../../../contract/seals/seal'
import { citeFor } from '../../../kernel/rules/regulation'
import type { AnyRule, RuleBook } from '../../../kernel/rules/rule'
import { compact } from '../../../contract/typedText'
import { Person } from '../../../office/entities'
import type { Reading } from '../../../office/house'
import type { ImportDefinition, ImportRow, ImportRowProblem } from '../../../office/outputs/importDefinition'
import { defaultScope, inkFor, kindOfSealName } from '../documentKinds'
import { whereIs } from '../../../platform/importing'
import { Seal } from '../entities'
import { keptBy } from '../custody/acts'
import { enterHandover } from '../custody/handovers'
import { blankSeal } from './acts'
import { undoSeals } from './undoImport'
import { SEAL_20 } from '../rules/oversight'
import { SEAL_07 } from '../rules/approval'

const worded = (
  labels: Readonly<Record<string, string>>,
  words: Readonly<Record<string, readonly string[]>>
): readonly Choice[] =>
  Object.entries(labels).flatMap(([value, label]) =>
    [label, ...(words[value] ?? [])].map((word) => ({ value, label: word }))
  )

/** How hand-kept registers name what the ledger has choices for. */
const fields = {
  name: sealRecord.fields.name,
  imprintText: { ...sealRecord.fields.imprintText, required: false },
  kind: { ...sealRecord.fields.kind, kind: 'text', required: false },
  material: {
    ...sealRecord.fields.material,
    choices: worded(sealMaterials, {
      rubber: ['胶皮', '橡皮'],
      photosensitive: ['光敏印'],
      copper: ['铜'],
      steel: ['钢', '钢印'],
      wood: ['木']
    })
  },
  size: { ...sealRecord.fields.size, required: false },
  shape: {
    ...sealRecord.fields.shape,
    choices: worded(sealShapes, {
      round: ['圆', '圆章'],
      oval: ['椭圆'],
      square: ['方', '方章', '正方形'],
      rectangle: ['长方', '矩形', '条形']
    })
  },
  ink: { ...sealRecord.fields.ink, choices: worded(inks, { red: ['红', '红色', '大红'], blue: ['蓝', '蓝色'] }) },
  sealCode: sealRecord.fields.sealCode,
  approvalDocument: sealRecord.fields.approvalDocument,
  engraver: sealRecord.fields.engraver,
  engravedOn: sealRecord.fields.engravedOn,
  activationNumber: sealRecord.fields.activationNumber,
  activatedOn: sealRecord.fields.activatedOn,
  scopeText: sealRecord.fields.scopeText,
  unitName: sealRecord.fields.unitName,
  ownerName: sealRecord.fields.ownerName,
  custodianName: sealRecord.fields.custodianName,
  storage: sealRecord.fields.storage,
  safeguard: sealRecord.fields.safeguard,
  remarks: sealRecord.fields.remarks
} as const satisfies Record<string, Field>

type FieldName = keyof typeof fields

const textOf = ({ values }: ImportRow, field: FieldName): string | null => {
  const value = values[field]
  return value === null || value === undefined || value === '' ? null : String(value).trim()
}

const kindOf = (row: ImportRow): SealKind | undefined =>
  kindOfSealName(textOf(row, 'kind') ?? '') ?? kindOfSealName(textOf(row, 'name') ?? '')

/** The kinds of documents a scope in words names; those of the seal's kind when it names none. */
function scopeOf(words: string | null, kind: SealKind): readonly DocumentKind[] {
  const named = (Object.keys(documentKinds) as DocumentKind[]).filter((each) =>
    documentKinds[each].split(/[、（）()]/).some((word) => word.length > 1 && (words ?? '').includes(word))
  )
  return named.length > 0 ? named : defaultScope(kind)
}

/** The register of seals as kept so far (印章登记簿), each seal with its custodian as an opening entry. */
export const sealsImport: ImportDefinition = {
  kind: 'seals',
  name: '印章登记簿',
  ownSheets: ['印章登记'],
  fields,
  access: ['sealCustodian', 'officeDirector', 'administrator'],
  sums: {},
  unitFields: ['unitName'],
  personFields: ['custodianName', 'ownerName'],
  limits: sealTexts,
  undo: undoSeals,
  check: async (reading, rows) => {
    const { manager, today } = reading
    const known = new Set((await manager.find(Seal)).map(({ name }) => compact(name)))
    const people = new Map((await manager.find(Person)).map((person) => [compact(person.name), person]))
    const seen = new Map<string, ImportRow>()
    return [
      ...rows.flatMap((row) => [...rowProblems(row, today, known, seen), ...ownerProblems(row, people, reading.book)]),
      ...(await handsProblems(reading, rows, people))
    ]
  },
  commit: async (unit, rows, lookup) => {
    for (const row of rows) {
      const name = textOf(row, 'name') ?? ''
      const kind = kindOf(row) ?? 'bureau'
      const unitName = textOf(row, 'unitName') ?? ''
      const custodianName = textOf(row, 'custodianName')
      const custodianId = custodianName ? lookup.personId(custodianName, unitName) : undefined
      const custodian = custodianId ? await unit.load(Person, custodianId, '保管人') : null
      const seal = await unit.insert(
        Seal,
        blankSeal({
          number: await unit.nextNumber('YZ'),
          name,
          imprintText: textOf(row, 'imprintText') ?? name,
          kind,
          material: (textOf(row, 'material') ?? 'unrecorded') as SealMaterial,
          size: textOf(row, 'size') ?? '待核',
          shape: (textOf(row, 'shape') ?? 'round') as SealShape,
          ink: (textOf(row, 'ink') ?? inkFor(kind)) as Ink,
          sealCode: textOf(row, 'sealCode'),
          approvalDocument: textOf(row, 'approvalDocument'),
          engraver: textOf(row, 'engraver'),
          engravedOn: textOf(row, 'engravedOn'),
          activationNumber: textOf(row, 'activationNumber'),
          activatedOn: textOf(row, 'activatedOn'),
          scope: scopeOf(textOf(row, 'scopeText'), kind),
          unitId: lookup.unitId(unitName),
          ownerId: (kind === 'personal' && lookup.personId(ownerNameOf(row), unitName)) || null,
          custodianId: custodian?.id ?? null,
          storage: textOf(row, 'storage'),
          safeguard: textOf(row, 'safeguard'),
          state: 'inUse',
          opening: true,
          registeredOn: unit.today,
          remarks: textOf(row, 'remarks')
        })
      )
      if (custodian)
        await enterHandover(unit, {
          kind: 'receipt',
          seal,
          from: null,
          to: custodian,
          fromDay: unit.today,
          reason: '期初登记'
        })
    }
  }
}

/** The leader a personal seal belongs to: as the register says, else as engraved. */
const ownerNameOf = (row: ImportRow): string => textOf(row, 'ownerName') ?? textOf(row, 'imprintText') ?? ''

const problemAt = ({ sheet, row }: ImportRow, field: FieldName, message: string): ImportRowProblem => ({
  sheet,
  row,
  column: fields[field].label,
  message
})

const cited = ({ id, sources }: AnyRule, book: RuleBook): string => `${id} ${citeFor(book.profile, sources)}：`

/**
 * Use of a personal seal is approved by the leader whose name it carries, so the register has to say who that is
 * (SEAL-07).
 */
function ownerProblems(row: ImportRow, people: ReadonlyMap<string, Person>, book: RuleBook): ImportRowProblem[] {
  if (kindOf(row) !== 'personal' || textOf(row, 'ownerName') !== null || people.has(compact(ownerNameOf(row))))
    return []
  return [problemAt(row, 'ownerName', `${cited(SEAL_07, book)}领导个人印章由本人批准使用，请填写“印鉴领导”`)]
}

/**
 * Custodians who would hold the finance seal and a private one together (SEAL-20), in the file or with what they keep
 * already.
 */
async function handsProblems(
  { manager, book }: Reading,
  rows: readonly ImportRow[],
  people: ReadonlyMap<string, Person>
): Promise<ImportRowProblem[]> {
  const held = new Map<string, { name: string; kind: SealKind; state: SealState }[]>()
  const found: ImportRowProblem[] = []
  for (const row of rows) {
    const custodian = textOf(row, 'custodianName')
    const kind = kindOf(row)
    if (!custodian || !kind) continue
    const person = people.get(compact(custodian))
    const hands = held.get(compact(custodian)) ?? (person ? [...(await keptBy(manager, person.id))] : [])
    const objections = SEAL_20.on({ receiver: custodian, kind, held: hands }).objections(book)
    found.push(...objections.map(({ message }) => problemAt(row, 'custodianName', `${cited(SEAL_20, book)}${message}`)))
    held.set(compact(custodian), [...hands, { name: textOf(row, 'name') ?? '', kind, state: 'inUse' }])
  }
  return found
}

function rowProblems(
  row: ImportRow,
  today: string,
  known: ReadonlySet<string>,
  seen: Map<string, ImportRow>
): ImportRowProblem[] {
  const problem = (field: FieldName, message: string) => problemAt(row, field, message)
  const name = textOf(row, 'name')
  const key = compact(name ?? '')
  const first = seen.get(key)
  if (first === undefined) seen.set(key, row)
  const kind = kindOf(row)
  const ink = textOf(row, 'ink')
  const early = (textOf(row, 'activatedOn') ?? '9') < (textOf(row, 'engravedOn') ?? '')
  const late = (['engravedOn', 'activatedOn'] as const).filter((field) => (textOf(row, field) ?? '') > today)
  return [
    ...(name && known.has(key) ? [problem('name', `“${name}”已在印章登记中`)] : []),
    ...(name && first !== undefined ? [problem('name', `“${name}”与${whereIs(first, row)}重复`)] : []),
    ...(kind ? [] : [problem('kind', '看不出印章类别，请填写党组、本局、内设机构、财务专用等类别')]),
    ...(kind && ink && ink !== inkFor(kind)
      ? [problem('ink', `${kind === 'caseReview' ? '案件核审章应用蓝色印油' : '这类印章应用大红印油'}`)]
      : []),
    ...(early ? [problem('activatedOn', '启用日期早于刻制日期')] : []),
    ...late.map((field) => problem(field, `${fields[field].label}晚于今天`))
  ]
}
