import { describe, expect, it } from 'vitest'
import type { Assertion } from '../../src/domain/cue.js'
import { cues, cuesIn, triage } from './tables.js'

/** The assertions of all findings of one text. */
const assertions = (text: string) => triage(text).findings.map(finding => finding.assertion)

describe('a rule lowers the signs in its scope, and says which', () => {
  it.each<[Assertion, string]>([
    ['negated', 'no numbness between my legs'],
    ['negated', 'no numbness, pins and needles or weakness'],
    ['negated', 'I have no problems with my bowels'],
    ['negated', 'my legs are fine, no numbness'],
    ['negated', 'they ruled out a fracture'],
    ['negated', 'The leg giving way thing? No. Only stiff'],
    ['negated', 'Numb bum? Nope, never'],
    ['resolved', 'the numbness went away completely'],
    ['resolved', 'I fainted once, years ago'],
    ['resolved', 'broke my leg skiing ten years ago'],
    ['hypothetical', 'if I get a fever can I cancel'],
    ['generic', 'what is sciatica'],
    ['generic', 'do you treat people with sciatica'],
    ['generic', 'we have done cauda equina and clots at uni'],
    ['generic', 'our cat is incontinent'],
    ['generic', 'I cannot feel my feet because the dog is asleep on them'],
    ['idiom', 'laughed so hard I nearly wet myself'],
    ['idiom', 'I nearly collapsed at the price'],
    ['background', 'my gran has osteoporosis'],
    ['background', 'my brother had a blood clot once'],
    ['background', 'my neighbour fainted last week and it shook me']
  ])('%s: "%s"', (assertion, text) => {
    expect(new Set(assertions(text))).toEqual(new Set([assertion]))
    expect(triage(text).urgency).toBe('none')
  })
})

describe('what is not proven otherwise is present', () => {
  it.each([
    // Signs that contain the negative word.
    ['emergency', 'I’ve wet myself twice and can’t feel when I wipe'],
    ['emergency', 'no control over my bladder'],
    ['emergency', 'cant wee'],
    // A negation lowers only its own sign, and ends at a new subject.
    ['emergency', 'no fever or weight loss but I am leaking wee'],
    ['emergency', 'no pain in my legs, however I can’t feel my feet'],
    ['emergency', 'no red flags except numbness between my legs'],
    ['emergency', 'no injury and now my legs are numb'],
    // Words that look like a negation and are none.
    ['emergency', 'not sure why but both my legs are numb'],
    ['emergency', 'not only is my back sore, I can’t feel my private parts'],
    ['emergency', 'no idea why my legs are tingling'],
    ['emergency', 'can’t stop wetting myself'],
    // A question is answered by a bare "no" only.
    ['emergency', 'Numb bum? No, it’s not normal is it'],
    ['emergency', 'Is it bad that I can’t feel my bum? No pain though'],
    ['emergency', 'can’t feel it when I wipe? no idea why'],
    // An animal, a job or a seat in the sentence is not what the sign is about.
    ['emergency', 'walking the dog I collapsed and woke up on the path'],
    ['emergency', 'the dog pulled me over and I can’t feel my legs'],
    ['emergency', 'I’m a stroke nurse and one side of my face has dropped'],
    ['emergency', 'I work in a continence clinic and now I’m wetting myself too'],
    ['emergency', 'on the table my legs went numb and still are'],
    ['emergency', 'legs like jelly after the car crash'],
    ['emergency', 'we had a laugh, then I couldn’t feel my legs'],
    ['emergency', 'legs on fire after the race and numb in both'],
    ['emergency', 'I can’t talk properly on the phone since this morning'],
    ['emergency', 'I thought it was sciatica, scan clear, now I can’t wee'],
    ['emergency', 'our dog is incontinent and so am I'],
    // Words in passing speak for themselves only, before the sign and after it.
    ['emergency', 'I’m a stroke nurse, numb between my legs'],
    ['emergency', 'my bum is numb, your table leg looked wobbly'],
    ['emergency', 'I run a continence clinic, I can’t wee'],
    ['emergency', 'revising sepsis and stroke, my face has dropped on one side'],
    ['emergency', 'tripped over my own feet, numb between my legs'],
    ['emergency', 'bum numb because I sat on it funny, still numb today'],
    // Another person's of today is no tale.
    ['emergency', 'my husband collapsed this morning, it shook me'],
    ['emergency', 'my husband can’t feel his legs and it has scared me'],
    // The past is over only if it is.
    ['emergency', 'the numbness between my legs went away but it came back'],
    ['emergency', 'I had surgery years ago and I cannot feel my bum'],
    ['gp', 'I had skin cancer in 2015'],
    ['gp', 'had a blood clot ten years ago'],
    // Asking about a sign of cauda equina is telling us.
    ['emergency', 'what does it mean if you can’t feel when you wipe'],
    ['emergency', 'Can a herniated disc cause bladder incontinence?'],
    // One’s own question is no lesson.
    ['gp', 'can I have a massage with sciatica'],
    ['gp', 'massage for sciatica'],
    // Another person’s sign of today, and what is asked for another person.
    ['emergency', 'my partner says he is numb round his genitals'],
    ['urgent', 'my dad has a fever and a bad back'],
    ['gp', 'my gran is on warfarin, is it safe for her']
  ])('%s: "%s"', (urgency, text) => {
    expect(triage(text).urgency).toBe(urgency)
  })

  it('none: "no fever, just a stiff back"', () => {
    expect(triage('no fever, just a stiff back').urgency).toBe('none')
  })

  it('says whose sign it is', () => {
    expect(triage('my wife can’t feel her legs').findings[0]).toMatchObject({ person: 'other', assertion: 'present' })
  })
})

describe('combinations raise the urgency across sentences', () => {
  it.each([
    ['dvt_pe', 'My calf is swollen. Now I’m out of breath.'],
    ['sepsis', 'I’m feverish. My heart is racing and I feel confused.'],
    ['pregnancy_emergency', 'I’m 30 weeks pregnant. There is a lot of bleeding.'],
    ['cancer_backpain', 'I had breast cancer. My back has started hurting.']
  ])('%s: "%s"', (flag, text) => {
    expect(triage(text).flags).toContain(flag)
  })

  it('needs every part to be present', () => {
    expect(triage('My calf is swollen. No chest pain, not out of breath.').flags).not.toContain('dvt_pe')
  })
})

describe('cues.yaml', () => {
  const speaking = cues.cues.filter(cue => cue.kind !== 'terminate' && cue.kind !== 'pseudo')

  it.each(speaking)('$kind: "$example" shows $cue', cue => {
    expect(cuesIn(cue.example).map(({ kind }) => kind)).toContain(cue.kind)
  })

  // "I'm a stroke nurse, numb between my legs": what is said in passing hides no sign beside it.
  it.each(speaking.filter(({ kind }) => ['topic', 'tale', 'idiom'].includes(kind)))('"$example" hides no sign', cue => {
    const said = [`${cue.example}, numb between my legs`, `${cue.example}. My bum is numb`]
    if (!/numb/.test(cue.example)) said.push(`my bum is numb, ${cue.example}`)
    expect(said.filter(text => triage(text).urgency !== 'emergency')).toEqual([])
  })

  it('has no cue twice', () => {
    const written = cues.cues.map(cue => `${cue.kind} ${cue.cue}`)
    expect(new Set(written).size).toBe(written.length)
  })
})
