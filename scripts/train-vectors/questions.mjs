// Made-up questions in the way visitors type them to a bot, over everyday subjects. Written for this purpose: no sentence is
// taken from a data set. The student learns here how the teacher places questions, not what any business answers.
import { listNouns } from './wordnet.mjs'

/** A domain: what people want done, what they ask about, and what they complain of. `a|b_c` stands for "a" or "b c". */
const domains = {
  money: {
    do: `open|close a savings|joint|student|business account; transfer|send money abroad|to_a_friend|to_another_account; check my balance;
      block|cancel|replace|activate my card; change|reset|recover my pin|password; dispute a charge; pay a_bill|my_rent|my_taxes;
      set up|cancel a direct_debit|standing_order; get|refinance a loan|mortgage; raise|lower my credit limit; deposit a cheque|cash;
      withdraw cash abroad; exchange currency|dollars|euros; report a stolen|lost card; see|download my statement|last_transactions;
      top up my account|card; freeze my account; verify my identity; add a second user; save for retirement|a_house; file a claim`,
    about: `interest rate; exchange rate; monthly fee; overdraft; credit score; cash machine; routing number; contactless payment;
      pending payment; income tax; pension; insurance premium; minimum payment; bank transfer; virtual card; cashback; direct debit`,
    woe: `my card was declined; my card got swallowed by the machine; i was charged twice; the money has not arrived; the payment is
      still pending; i forgot my pin; someone used my card; my salary did not come; the machine gave me the wrong amount;
      there is a payment i dont recognise; my top up failed; the transfer was rejected; i paid too much tax; they took a fee`
  },
  shop: {
    do: `return|exchange|order|cancel a_dress|the_shoes|my_order|an_item; track|change|split my order|parcel|delivery; use|redeem a voucher|discount_code|gift_card; get a_refund|a_receipt|an_invoice; find|contact a dealer|store_near_me; buy in bulk; become a reseller|distributor; change the_delivery_address|the_size|the_colour; pay on_delivery|by_card|in_instalments; know if it is in stock;
      speak to a person|real_person; complain about the_service|a_seller; sign_up_for|unsubscribe_from the newsletter;
      join the loyalty programme; have it gift wrapped; collect it in the store; reserve a_table|an_item`,
    about: `delivery time; shipping cost; return policy; warranty; size guide; promo code; student discount; opening hours; payment
      methods; product range; ingredients; expiry date; original brand; wholesale price; customer reviews; spare parts; catalogue;
      sale; new collection; black friday deals; free sample; minimum order`,
    woe: `my parcel has not arrived; the package was damaged; i got the wrong size; the item is broken; a part is missing; the code does
      not work; it does not fit; the seal was open; i received someone elses order; the website will not take my payment; the courier never
      came; it says delivered but i have nothing; the colour is different from the picture; the product has expired; i was overcharged`
  },
  travel: {
    do: `book|cancel|change a_flight|a_hotel|my_ticket|a_rental_car; upgrade my seat; check in online; bring a_dog|liquids|a_pushchair on board;
      get to the_airport|the_beach|the_city_centre; apply_for|renew a visa|passport; find cheap_flights|a_hostel|a_place_to_eat; get a refund
      for my ticket; park near the station; claim lost luggage; travel without_a_passport|with_a_baby; see the sights; convert my miles; hire
      a_bike|a_guide; get vaccinated before a trip; cross the border`,
    about: `luggage allowance; flight status; travel insurance; visa; time difference; train timetable; bus stop; bus fare; taxi; traffic on the
      motorway; weather in paris; plug socket; breakfast; late checkout; room service; boarding pass; car hire; tourist attractions; ferry;
      layover; toll; vaccination; local food; travel alert; carry on bag`,
    woe: `my flight was delayed; i missed my connection; my suitcase is lost; the room is dirty; i lost my passport; the train is late; the
      air conditioning is loud; they gave my seat away; i am stuck in traffic; the booking has the wrong name; we are running late`
  },
  health: {
    do: `book|move|cancel an_appointment|a_check_up|my_vaccination; see a doctor|dentist|specialist; renew|collect my prescription; lose|gain weight;
      build muscle; sleep better; stop smoking|snoring; lower my blood_pressure|cholesterol; take vitamins|protein|this_medicine with food;
      exercise after_surgery|while_pregnant; treat a_burn|a_cold|a_cut|dry_skin|hair_loss|acne; get my test results; check my symptoms; eat
      healthier|less_sugar|more_fibre; relax my shoulders; stretch my back|hamstrings; bring a friend; claim it on insurance; have surgery`,
    about: `side effects; dosage; calories in an apple; vitamin d; blood test; physiotherapy; flu jab; allergy; diet plan; sugar level;
      first aid; back pain; headache; massage; hair oil; recovery time; waiting time; referral; second opinion; pregnancy; menopause; protein
      powder; yoga class; sports injury; sleeping pills; anxiety; mental health; fever; stomach ache; knee brace; whey; hair growth`,
    woe: `i have a headache; my back hurts when i sit; my hair is falling out; i can not sleep; my knee is swollen; i feel dizzy; i twisted my
      ankle; my skin itches; i am always tired; my shoulder clicks; my stomach hurts after eating; the pain comes back at night; my neck is
      stiff; i have a rash; my feet are numb; my child has a fever; it hurts when i bend; i pulled a muscle; i feel sore the day after`
  },
  phone: {
    do: `reset|unlock|charge|update my phone|tablet; connect to the_wifi|bluetooth|a_printer; transfer my contacts|photos; change|keep my
      number|ringtone|plan; turn off notifications|location|autocorrect; install|delete|update the app; log_in|log_out on another device; back up my
      photos|data; block a caller|number; set an_alarm|a_timer|a_reminder; send|mute a text|voice_message; free up storage; screenshot a page;
      make a call; find my phone; share my screen|location; speed up my laptop; delete my account|history; play music|a_podcast|the_next_song`,
    about: `data plan; battery life; sim card; roaming; screen size; router; two factor code; cloud storage; voicemail; operating system; touch
      screen; charger; spam; password manager; screen protector; download speed; signal; dark mode; volume; username; email address`,
    woe: `my screen is cracked; the app keeps crashing; i have no signal; the battery drains fast; i can not log in; the code never came; my
      account is locked; the internet is slow; the sound does not work; it will not turn on; i dropped it in water; i forgot my password; the
      link is broken; i get too many emails; the page does not load; an error message pops up; the update failed; my account was hacked`
  },
  home: {
    do: `fix a_leak|the_boiler|a_blocked_drain; paint|clean a_wall|the_oven|the_windows; turn_on|turn_off|dim the_lights|the_heating|the_fan; rent|sell
      a flat|house; move house; pay|read the electricity|water|gas meter|bill; cook|bake|freeze|reheat rice|chicken|bread|soup|fish; substitute
      butter|eggs|milk|sugar; remove a stain; grow tomatoes|herbs; vacuum the carpet; get rid of mice|ants|damp; recycle glass|batteries; order
      a pizza|takeaway; add milk|eggs to the shopping list; clear my to do list; lock the door; water the plants; feed the cat`,
    about: `recipe for lasagne; how long to boil eggs; bin collection; energy tariff; smoke alarm; shopping list; to do list; house rules; deposit;
      lodger; washing machine; dishwasher; tap water; garden waste; restaurant nearby; table for two; opening times; leftovers; cooking time;
      nutrition facts; dinner ideas; oven temperature; smart speaker; thermostat; cleaning products; mortgage`,
    woe: `the tap is dripping; the fridge is warm; the power is out; the neighbours are loud; the toilet is blocked; the heating does not come on;
      there is mould on the wall; the key broke in the lock; the milk has gone off; the light flickers; my plants are dying; i burnt the rice`
  },
  car: {
    do: `change|check|pump_up|rotate a_tyre|the_tyres; change the_oil|brake_pads|a_headlight; jump start my car; book|schedule a_service|an_inspection; find
      a petrol_station|charging_point|parking_space; renew|insure my licence|car; report an accident; sell my old car; start the engine; pass
      the driving test; get directions to the_mall|work|home; avoid tolls|traffic; save fuel`,
    about: `fuel consumption; tyre pressure; miles per gallon; petrol price; oil level; parking permit; speed limit; dashboard light; electric car;
      driving licence; road tax; nearest garage; distance to the next town; how far is the airport; insurance quote; last service`,
    woe: `my car will not start; the engine light is on; i have a flat tyre; the brakes squeak; i locked my keys in the car; i ran out of petrol; i
      got a parking ticket; someone hit my car; it makes a strange noise`
  },
  work: {
    do: `ask for a_raise|a_day_off|leave; write|send|print a_letter|my_cv|a_report|an_email; schedule|cancel|move a meeting; book a room; call in sick;
      hand in my notice; get a new job|promotion; apply for the_job|a_grant; file an expense; check my holiday allowance|payslip|timetable; put it on
      my calendar; remind me to call mum; translate this into spanish|french; spell a hard word; define a word; calculate a_tip|a_percentage;
      convert inches|pounds into centimetres|kilos; learn english|to_code|the_guitar; enrol_on|drop a course; submit my homework; sit the exam`,
    about: `holiday allowance; sick pay; payday; dress code; deadline; job vacancies; pay slip; tax form; meeting this afternoon; next appointment; public
      holiday; school fees; term dates; student loan; office hours; tutor; grades; training; pension scheme; direct report; schedule for today`,
    woe: `my boss is unfair; i was not paid; i missed the deadline; the printer is jammed; i have a clash on tuesday; the meeting ran over; i lost my
      badge; i failed the exam; nobody answers my emails; my hours are wrong`
  },
  website: {
    do: `ask|edit|delete|close a_question|my_post; become a_moderator|an_editor; change my username|picture|email; find a_solution|similar_posts; flag|report a
      spam_post|rude_comment; format code|a_table|text; upload|crop a picture; write a good_title|answer; follow|mute a user|topic; earn points|a_badge; vote for
      an_answer|a_post; accept the best answer; merge two accounts; share a link; search by tag|date; send a private message; see who read it; cite
      a_source|another_site; get more attention for my post; undo an edit; use the chat|search; turn off ads`,
    about: `privacy policy; reputation; banned user; community rules; search box; badge; tag; draft; copyright; duplicate; moderator; edit history; profile
      page; notifications; comments; anonymous posts; beta site; daily limit; bounty; votes; formatting; cookies; terms of use; mailing list`,
    woe: `my post was removed; i can not comment; i lost points; someone copied my answer; nobody answers; my account was suspended; i was downvoted;
      my question got closed; the editor lost my text; the search finds nothing; i got an unfair warning`
  },
  chat: {
    do: `tell me a_joke|a_story|a_fun_fact; flip a coin; roll a dice; change your name|voice|language; talk slower|louder; repeat that; call you something else; know
      who made you; understand you; speak to a human; start over; go back; cancel that; say it in other words; learn about you; hear your opinion`,
    about: `your name; your age; your favourite colour; your job; the meaning of life; the time in tokyo; the date today; the weather tomorrow; the news; love;
      football; films; pets; hobbies; dreams; what you can do; where you live; who you work for; the next full moon; the capital of norway`,
    woe: `i am bored; thanks for your help; that was not what i asked; you are wrong; i do not know; good morning; good night; see you later; that is great; yes
      please; no thank you; maybe later; you are funny; i love you; never mind; ok cool; this is useless; are you a robot; what do you mean; shut up`
  }
}

const wants = [
  'how do i *',
  'how can i *',
  'how to *',
  'can i *',
  'i want to *',
  'i need to *',
  'i would like to *',
  'id like to *',
  'where can i *',
  'is it possible to *',
  'help me *',
  'can you help me *',
  'please *',
  'what do i need to *',
  'tell me how to *',
  'how long does it take to *',
  'how much does it cost to *',
  'why cant i *',
  'am i allowed to *',
  'do i have to *',
  'should i *',
  'when can i *',
  'is it safe to *',
  'what happens if i *',
  'whats the best way to *',
  'how often should i *',
  'can my wife *',
  'who can *',
  'i am trying to *',
  'i wanna *',
  'could you *',
  'what is the easiest way to *',
  'where do i go to *',
  'i cant *',
  'i tried to * but it failed',
  'do you let people *',
  'is there a way to *',
  '*',
  'how soon can i *',
  'will i be able to *',
  'what are the steps to *',
  'hi, can i *?',
  'how would i go about it if i want to *',
  'do you know how to *',
  'i forgot how to *',
  'is it ok to * today',
  'how old must i be to *'
]
const asks = [
  'what is the *',
  'what is *',
  'whats the *',
  'tell me about *',
  'tell me about the *',
  'how much is the *',
  'do you have *',
  'question about *',
  'i need help with *',
  'what about the *',
  'how does the * work',
  '*',
  'is there a *',
  'explain * to me',
  'where do i find the *',
  'i want to know more about *',
  'why is the * so high',
  'can i change the *',
  'whats your *',
  'does it come with *',
  'info on * please',
  'i have a problem with the *',
  'how important is *',
  'how long is the *',
  'who decides on *',
  'do i need *',
  'which * is best',
  'what does * mean',
  'can you check the *',
  'what is the difference between * and *',
  '* or *',
  'are there any * left',
  'my * please',
  'is * included',
  'do you offer *',
  'i dont understand the *',
  'when is the *',
  'give me the *',
  'is the * good',
  'any news on the *'
]
const woes = [
  '*',
  '* what should i do',
  '* what can i do about it',
  '* please help',
  'help *',
  'hi, *',
  'why is it that *',
  'what if *',
  '* is that normal',
  '* and i am really annoyed',
  'since yesterday *',
  '* can you fix it',
  'what does it mean when *',
  '* who do i call',
  'i think *',
  'is it bad if *',
  '* again',
  'sorry but *'
]

// Nouns of WordNet by subject, so that the words of the whole vocabulary are met inside a question.
const subjects = {
  5: ['do you sell food for a *', 'is a * dangerous', 'what does a * eat', 'where do * live', 'my * is ill'],
  6: [
    'where can i buy a *',
    'how do i use a *',
    'do you sell *',
    'my * is broken',
    'how much is a *',
    'what is a * for',
    'can i bring my *',
    'i lost my *',
    'do i need a *',
    'the * does not work',
    'i want to return a *',
    'how do i clean the *',
    'is there a * in the room',
    'need a new *'
  ],
  8: [
    'my * hurts',
    'what is good for the *',
    'pain in my *',
    'i injured my *',
    'how do i stretch my *',
    'what is the *',
    'something is wrong with my *'
  ],
  4: [
    'can you help with *',
    'how long does * take',
    'is * good for me',
    'what is *',
    'i want to try *',
    'tips for *',
    'when can i start * again',
    'do you offer *',
    'how much does * cost'
  ],
  9: ['what do you know about *', 'what is *', 'is * important', 'i want to learn *', 'explain *'],
  10: [
    'can i get a *',
    'where do i send the *',
    'how do i write a *',
    'what is a *',
    'i did not get the *',
    'who reads the *'
  ],
  11: ['when is the *', 'what happens after a *', 'was there a *', 'how do i prepare for the *'],
  12: ['i feel *', 'how do i deal with *', 'what causes *', 'is * normal'],
  13: [
    'how do i cook *',
    'is * healthy',
    'how many calories are in *',
    'do you have *',
    'can i eat * while pregnant',
    'what goes with *',
    'how long does * last in the fridge',
    'recipe for *',
    'i am allergic to *'
  ],
  14: ['how do i join the *', 'who is in the *', 'do you work with the *', 'contact the *'],
  15: [
    'how do i get to the *',
    'what time is it in *',
    'is * far',
    'where is the *',
    'do you deliver to *',
    'what is the weather like in *'
  ],
  18: [
    'i need to see a *',
    'are you a *',
    'how do i become a *',
    'can i talk to the *',
    'what does a * do',
    'is my * allowed to come',
    'how much does a * earn',
    'find me a *'
  ],
  19: ['what causes *', 'will there be * tomorrow', 'does * affect it'],
  20: ['how do i grow *', 'is * poisonous', 'where does * grow'],
  21: ['how do i pay the *', 'what is the *', 'can i get my * back', 'how is the * calculated', 'do i need a *'],
  26: [
    'do i have *',
    'what helps against *',
    'what are the signs of *',
    'can i come with *',
    'is it safe with *',
    'how do you treat *',
    'i suffer from *',
    'i am worried about *',
    'how long does * last'
  ],
  27: ['is there * in it', 'what is * made of', 'where do i get *', 'is * safe'],
  28: [
    'are you open in the *',
    'can it wait until *',
    'is * too late',
    'how about *',
    'i booked for *',
    'what happens in *'
  ]
}

/** About `most` questions, the same at every run: each frame meets each filling at most once, spread by a fixed generator. */
export function writeQuestions(knows, most) {
  let seed = 7
  const next = limit => {
    seed = (seed * 48271) % 2147483647
    return seed % limit
  }
  const questions = new Set()
  const parts = Object.values(domains).map(({ do: acts, about, woe }) => ({
    acts: expand(acts),
    abouts: expand(about),
    woes: expand(woe)
  }))
  for (const { acts, abouts, woes: troubles } of parts) {
    for (const act of acts)
      for (let time = 0; time < 16; time++) questions.add(wants[next(wants.length)].replace('*', act))
    for (const about of abouts)
      for (let time = 0; time < 12; time++)
        questions.add(asks[next(asks.length)].replace('*', about).replace('*', () => abouts[next(abouts.length)]))
    for (const trouble of troubles)
      for (let time = 0; time < 10; time++) questions.add(woes[next(woes.length)].replace('*', trouble))
  }
  const nouns = Object.entries(subjects).map(([subject, frames]) => ({
    frames,
    nouns: listNouns(Number(subject), knows)
  }))
  const all = nouns.flatMap(({ frames, nouns }) => nouns.map(noun => ({ frames, noun })))
  while (questions.size < most) {
    const { frames, noun } = all[next(all.length)]
    questions.add(frames[next(frames.length)].replace('*', noun))
  }
  return [...questions]
}

/** Every word that the templates are made of: they belong to the vocabulary. */
export function templateText() {
  return [
    ...Object.values(domains).flatMap(Object.values),
    ...wants,
    ...asks,
    ...woes,
    ...Object.values(subjects).flat()
  ].join(' ')
}

// "open|close a_new|joint account" -> open a new account, close a new account, open a joint account, close a joint account
function expand(list) {
  return list
    .split(';')
    .map(text => text.trim().split(/\s+/))
    .filter(([first]) => first)
    .flatMap(slots =>
      slots.reduce(
        (made, slot) =>
          made.flatMap(start => slot.split('|').map(word => `${start} ${word.replaceAll('_', ' ')}`.trim())),
        ['']
      )
    )
}
