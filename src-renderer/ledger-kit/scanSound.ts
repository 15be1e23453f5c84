/** What a scan turned out to be, as ear and eye are told. */
export type ScanOutcome = 'found' | 'elsewhere' | 'unknown' | 'repeated'

/** Pitches in hertz, one after the other: a clerk tells them apart without looking. */
const tunes: Record<ScanOutcome, readonly number[]> = {
  found: [1320],
  elsewhere: [880, 1175],
  unknown: [220, 220],
  repeated: [660]
}
const NOTE_S = 0.11
let context: AudioContext | undefined

/** Plays the sound of an outcome; silent on machines without sound. */
export function soundOf(outcome: ScanOutcome): void {
  try {
    context ??= new AudioContext()
    const audio = context
    tunes[outcome].forEach((pitch, index) => {
      const start = audio.currentTime + index * (NOTE_S + 0.03)
      const [tone, volume] = [audio.createOscillator(), audio.createGain()]
      tone.type = outcome === 'unknown' ? 'square' : 'sine'
      tone.frequency.value = pitch
      volume.gain.value = 0.15
      tone.connect(volume).connect(audio.destination)
      tone.start(start)
      tone.stop(start + NOTE_S)
    })
  } catch {
    // The colour and the word tell the same.
  }
}
