import { Entity } from 'typeorm'
import { DateText, Id, InstantText, Ref, Text, optional } from '../../platform/database/columns'

/** What happened to a person or a unit: leaving, coming back, moving, a new name, merging (K-08). Append-only. */
@Entity('motions')
export class Motion {
  @Id() id!: string
  @Text() subjectType!: 'person' | 'unit'
  @Ref() subjectId!: string
  @Text() kind!: 'departed' | 'returned' | 'transferred' | 'renamed' | 'merged'
  /** The first day on which the new state holds. */
  @DateText() onDay!: string
  /** Name or unit before and after, in the words of that time. */
  @Text(optional) wasWords!: string | null
  @Text(optional) becameWords!: string | null
  /** The unit something was moved or merged into. */
  @Ref(optional) intoUnitId!: string | null
  @Text(optional) documentNumber!: string | null
  @Text() reason!: string
  @InstantText() at!: string
  @Ref(optional) actorId!: string | null
  @Text() actorName!: string
  /** What the former name is found by; empty for motions that change no name. */
  @Text() searchKey!: string
}
