import { Entity } from 'typeorm'
import { Id, InstantText, Ref, Text, optional } from '../../platform/database/columns'

/** That an import was taken back as a whole, by whom and why. Append-only. */
@Entity('import_undoings')
export class ImportUndoing {
  @Id() id!: string
  /** The import, as its audit entry names it. */
  @Ref() importId!: string
  @Text() reason!: string
  @InstantText() at!: string
  @Ref(optional) personId!: string | null
  @Text() personName!: string
}
