import { writeFile } from 'node:fs/promises'
import { notFound } from '../../kernel/fault'
import { writeForm } from '../../platform/documents/wordWriter'
import { writeLabels } from '../../platform/documents/labels'
import type { Reading } from '../house'
import { formFor, labelFor } from './catalogue'
import { bureauOf, fileNameOf, type Recorder } from './exportService'

/** A form or label sheet that has been recorded in the audit log and may now be written. */
export interface PreparedPrint {
  readonly name: string
  readonly fileName: string
  readonly write: (path: string) => Promise<void>
}

/** Checks that the reader may print the form, records the print under the record it is about, and makes ready to write it. */
export async function prepareForm(reading: Reading, record: Recorder, form: string, subjectId: string): Promise<PreparedPrint> {
  const { house, actor } = reading
  const { ledger, definition } = formFor(house, actor, form)
  const model = await definition.make(reading, subjectId)
  await record({ chain: ledger, act: `打印${definition.name}` }, async (unit) => {
    unit.about({ type: 'print', id: subjectId, number: model.number })
  })
  return {
    name: definition.name,
    fileName: fileNameOf({ shortName: definition.name }, model.number, reading.today, 'docx'),
    write: async (path) => writeFile(path, await writeForm(model))
  }
}

/** The record a typed number means for a form; gives `notFound`. */
export async function subjectOfForm(reading: Reading, form: string, number: string): Promise<string> {
  const { definition } = formFor(reading.house, reading.actor, form)
  const id = await definition.find(reading, number)
  if (id === undefined) throw notFound(`${number}这个单号的记录`)
  return id
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
  })
  return {
    name: definition.name,
    fileName: fileNameOf(await bureauOf(reading), definition.name, reading.today, 'docx'),
    write: async (path) => writeFile(path, await writeLabels(model))
  }
}
