import { writeFile } from 'node:fs/promises'
import { notFound } from '../../kernel/fault'
import { writeForm } from '../../platform/documents/wordWriter'
import { writeLabels } from '../../platform/documents/labels'
import type { FormModel, PrintedForm } from '../../platform/documents/formModel'
import type { ChainId } from '../../contract/ledgers'
import type { House, Reading } from '../house'
import type { FormDefinition } from './outputDefinitions'
import { formFor, labelFor } from './catalogue'
import { printedForm } from './formContent'
import { formAsKept } from './keepSigned'
import { leaveTrace } from '../records/readings'
import { keptSealed } from './sealedUploads'
import { bureauOf, fileNameOf, type Recorder } from './exportService'

/** A form or label sheet that has been recorded in the audit log and may now be written. */
export interface PreparedPrint {
  readonly name: string
  readonly fileName: string
  /** What of it waits in the data folder is encrypted. */
  readonly sealed: boolean
  readonly write: (path: string) => Promise<void>
}

/**
 * Checks that the reader may print the form, records the print under the record it is about, and makes ready to write
 * it.
 */
export async function prepareForm(
  reading: Reading,
  record: Recorder,
  form: string,
  subjectId: string
): Promise<PreparedPrint> {
  const { house, actor } = reading
  const { ledger, definition } = formFor(house, actor, form)
  const model = await modelOf(definition, reading, subjectId)
  await record({ chain: ledger, act: `打印${definition.name}` }, async (unit) => {
    unit.about({ type: 'print', id: subjectId, number: model.number })
    await recorderOf(house, ledger)?.(unit, { kind: 'print', name: definition.name, number: model.number, count: 1 })
  })
  return {
    name: definition.name,
    fileName: formFileName(definition, model, reading),
    sealed: keptSealed(house, ledger),
    write: async (path) => writeFile(path, await writeForm(model))
  }
}

/**
 * The form as it would print now, to be looked at: the very file printing gives. Looking leaves a trace, each time
 * where the ledger asks for it.
 */
export async function lookAtForm(reading: Reading, record: Recorder, form: string, subjectId: string): Promise<File> {
  const { ledger, definition } = formFor(reading.house, reading.actor, form)
  const model = await modelOf(definition, reading, subjectId)
  const recorder = recorderOf(reading.house, ledger)
  const act = `预览${definition.name}`
  const subject = { type: 'print', id: subjectId, number: model.number }
  if (recorder)
    await record({ chain: ledger, act }, async (unit) => {
      unit.about(subject)
      await recorder(unit, { kind: 'look', name: definition.name, number: model.number, count: 1 })
    })
  else await leaveTrace(reading, record, { act, subject, ledger })
  return new File([new Uint8Array(await writeForm(model))], formFileName(definition, model, reading), {
    type: docxKind
  })
}

const recorderOf = ({ modules }: House, ledger: ChainId) => modules.find(({ id }) => id === ledger)?.recordOutput

/** Records looked at for one number. */
const mostHits = 50

const docxKind = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

async function modelOf(definition: FormDefinition, reading: Reading, subjectId: string): Promise<PrintedForm> {
  // The program itself prints for whoever runs it on the data folder.
  if (reading.actor.personId !== null) await definition.access.mustRead(reading, subjectId)
  return printedForm(reading.manager, await formAsKept(definition, reading, subjectId))
}

const formFileName = ({ name }: FormDefinition, { number }: FormModel, { today }: Reading) =>
  fileNameOf({ shortName: name }, number, today, 'docx')

/** The record a typed number means for a form; gives `notFound`. */
export async function subjectOfForm(reading: Reading, form: string, number: string): Promise<string> {
  const { ledger, definition } = formFor(reading.house, reading.actor, form)
  const id = await definition.find(reading, number)
  if (id !== undefined) return id
  // Any number printed on papers of the ledger may be typed: of a line, a batch, a slip.
  for (const found of await recordsOf(reading, ledger, number)) {
    const fits = await definition.make(reading, found).then(
      () => true,
      () => false
    )
    if (fits) return found
  }
  throw notFound(`${number}这个单号的记录`)
}

/** The records a typed number means for labels; gives `notFound`. */
export async function subjectsOfLabel(reading: Reading, label: string, number: string): Promise<readonly string[]> {
  const { ledger, definition } = labelFor(reading.house, reading.actor, label)
  for (const id of await recordsOf(reading, ledger, number))
    if ((await definition.make(reading, [id], 'a4')).labels.length > 0) return [id]
  throw notFound(`${number}这个编号的标签`)
}

/** Records of a ledger that bear a number, as its search finds them. */
async function recordsOf(reading: Reading, ledger: ChainId, number: string): Promise<readonly string[]> {
  const module = reading.house.modules.find(({ id }) => id === ledger)
  const hits = (await module?.search(reading, number, mostHits)) ?? []
  return hits.filter((hit) => hit.number === number).map(({ subjectId }) => subjectId)
}

/** How many labels there are to print of records. */
export async function countLabels(reading: Reading, label: string, subjectIds: readonly string[]): Promise<number> {
  const { definition } = labelFor(reading.house, reading.actor, label)
  return (await definition.make(reading, subjectIds, 'a4')).labels.length
}

/** Checks that the reader may print the labels, records it, and makes ready to write them. */
export async function prepareLabels(
  reading: Reading,
  record: Recorder,
  label: string,
  subjectIds: readonly string[],
  layout: 'a4' | 'single'
): Promise<PreparedPrint> {
  const { house, actor } = reading
  const { ledger, definition } = labelFor(house, actor, label)
  const model = await definition.make(reading, subjectIds, layout)
  await record({ chain: ledger, act: `打印${definition.name}` }, async (unit) => {
    unit.about({ type: 'print', id: unit.newId(), number: `${model.labels.length}张` })
    await recorderOf(house, ledger)?.(unit, {
      kind: 'label',
      name: definition.name,
      number: null,
      count: model.labels.length
    })
  })
  return {
    name: definition.name,
    fileName: fileNameOf(await bureauOf(reading), definition.name, reading.today, 'docx'),
    sealed: keptSealed(house, ledger),
    write: async (path) => writeFile(path, await writeLabels(model))
  }
}
