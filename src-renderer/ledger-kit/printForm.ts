import { client } from '../api/client'
import { runJob } from '../api/jobs'

/** A Word form by its name in main and as the button calls it. */
export interface PrintedForm {
  readonly form: string
  readonly label: string
}

/** Writes the Word form of a record and saves it; progress shows in the tray. */
export function printForm({ form, label }: PrintedForm, subjectId: string): void {
  void runJob(label, () => client.exports.form({ form, subjectId }))
}
