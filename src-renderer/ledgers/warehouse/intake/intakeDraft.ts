import type { SignatureInput } from '@contract'
import { intake as intakeRecord, line as lineRecord } from '@contract/warehouse'
import type { client } from '../../../api/client'
import { choicesOf, formFields, type FormField, type Incomplete, type InputOf } from '../../../ledger-kit'

export type IntakeInput = InputOf<typeof client.warehouse.intakes.receive>
export type IntakeDraft = Incomplete<IntakeInput>
export type IntakeLine = NonNullable<IntakeDraft['lines']>[number]

const officerFields: FormField[] = ['一', '二'].flatMap((which, index): FormField[] => [
  {
    name: `officers.${index}.personId`,
    label: `执法人员${which}`,
    kind: 'person',
    required: true,
    among: ({ kind }) => kind === 'permanent' || kind === 'contract'
  },
  { name: `officers.${index}.certificate`, label: '执法证号', kind: 'code', required: true }
])
const party: FormField[] = [
  ...formFields(intakeRecord.fields, 'party', 'partyAddress'),
  { name: 'partyPhone', label: '当事人电话', kind: 'code' }
]

/** Fields of the counter in the order the squad says them; the document's number first, since it can be scanned. */
export const counterFields: FormField[] = [
  ...formFields(
    intakeRecord.fields,
    'documentNumber',
    'caseNumber',
    ['squadName', { name: 'squadId', amongUnits: ({ kind }) => kind === 'squad' }],
    'basis'
  ),
  ...officerFields,
  ...party,
  ...formFields(intakeRecord.fields, 'onTheSpot', 'approvedOn'),
  ...formFields(intakeRecord.fields, 'detainedAt', 'place', 'cause', ['remarks', { kind: 'text' }])
].map((field) => ({ ...field, section: '' }))

const perishing = choicesOf({ perishable: '易腐', durable: '易存放' })
const separation: FormField = { name: 'separation', label: '分隔标识', kind: 'text', width: 5, placeholder: '同位时填' }

/** What is written down of each thing; separation only where goods of several owners lie together. */
export const counterLineFields: FormField[] = [
  ...formFields(
    lineRecord.fields,
    ['name', { width: 8 }],
    ['spec', { width: 5 }],
    ['brand', { width: 5 }],
    ['quantityIn', { name: 'quantity', label: '数量', width: 4, required: true, total: false }],
    ['measure', { width: 3 }],
    ['condition', { width: 6 }],
    ['perishability', { width: 6, choices: perishing }],
    ['estimatedCents', { label: '估值（元）', width: 5, total: false }],
    ['location', { width: 5 }]
  ),
  separation,
  ...formFields(lineRecord.fields, ['photoIds', { width: 8 }])
]

/** A new line lies where the one before it was put, until the keeper says otherwise. */
export const blankLine = (before: IntakeLine | undefined): IntakeLine => ({
  measure: '',
  ...(before?.location ? { location: before.location } : {}),
  photoIds: []
})

export const emptyIntake = (): IntakeDraft => ({
  officers: [{}, {}],
  onTheSpot: false,
  partySign: { how: 'signed' },
  lines: [blankLine(undefined)]
})

const isEmpty = (line: IntakeLine | undefined) =>
  line !== undefined && !line.name && !line.quantity && !line.photoIds?.length

/** The command of an intake: empty lines at the end and answers that no longer apply are left out. */
export function intakeInput(
  draft: IntakeDraft,
  signatures: Readonly<Record<string, SignatureInput | undefined>>
): object {
  const lines = [...(draft.lines ?? [])]
  while (isEmpty(lines.at(-1))) lines.pop()
  const { how, strokes, reason, witness } = draft.partySign ?? {}
  const officers = (draft.officers ?? []).filter((officer) => officer.personId ?? officer.certificate)
  const { handler, keeper } = signatures
  // A signature counts only while its signer still is one of the officers.
  const given = officers.some(({ personId }) => personId === handler?.personId) ? handler : undefined
  return {
    ...draft,
    officers,
    lines,
    partySign: how === 'signed' ? { how, strokes } : { how, reason, witness },
    signatures: { handler: given, keeper }
  }
}
