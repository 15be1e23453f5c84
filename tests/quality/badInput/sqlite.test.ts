import { describe } from 'vitest'
import { refusesBadInput } from './suite'

describe('whatever is sent [sqlite]', () => refusesBadInput('sqlite'))
