"""Words of random decks: clinical text in languages of Latin script, and what is hard to set."""

from __future__ import annotations

ENGLISH = """
a of to in is on no we if the and for with that this from people after dose less more than week days may not some
adults treatment response ketamine esketamine midazolam placebo depression infusion remission relapse dissociation
benzodiazepine hallucinogen bladder cystitis ulcerative hydronephrosis sympathomimetic nystagmus rhabdomyolysis
antidepressant glutamatergic interneurons disinhibition synaptogenesis neurotrophic pharmacokinetics bioavailability
intravenous intranasal subcutaneous perioperative buprenorphine norketamine hydroxynorketamine cytochrome
electroconvulsive randomised double-blind placebo-controlled dose-related long-term follow-up first-line open-label
anaesthesia haemodynamic hypertension tachycardia laryngospasm hypersalivation electroencephalography
immunohistochemically counterintuitively WWW MMM illicit little Will fill Wave AVATAR Tomorrow Quality (judged)
"""
GERMAN = """
der die das und mit bei nach von zu im am ein eine nicht mehr als auch Dosis Wirkung Behandlung Ansprechen Woche Tage
Patientinnen Erwachsene Schwermut Rückfall Blutdruck Harnblasenentzündung Übelkeit Schläfrigkeit Müdigkeit
Nebenwirkungen Arzneimittelwechselwirkungen Elektrokrampftherapie Benzodiazepinabhängigkeit therapieresistent
Aufklärungsgespräch Überwachungszeitraum Kreislaufstörungen größer süß Öffnung Äußerung Straßenverkehrstauglichkeit
"""
FRENCH = """
le la les de des du et à au aux un une dans pour avec sans chez après avant plus moins que qui ne pas être dose
traitement réponse rémission dépression patients adultes perfusion dissociation nausées hypertension artérielle cystite
l’effet d’un jusqu’à aujourd’hui œdème cœur anxiété électroconvulsivothérapie immédiatement professionnels élevée
"""
SPANISH = """
el la los de del y con sin para por una un en al más menos que no tras dosis tratamiento respuesta depresión adultos
pacientes náuseas niños años presión arterial efectos secundarios electroencefalograma benzodiacepinas recaída
¿cuándo? ¡atención! inmediatamente desproporcionadamente farmacocinética disociación mañana señales
"""
POLISH = """
i w na do z nie się po przed oraz lub jest są dawka leczenie odpowiedź depresja dorośli pacjenci ciśnienie tętnicze
działania niepożądane przeciwdepresyjne źródło łagodny ćwiczenia żółć mózg świadomość elektrowstrząsy uzależnienie
natychmiastowe najczęstszych bezpieczeństwo współchorobowość
"""
CZECH = """
a v na do z se po před nebo je jsou dávka léčba odpověď deprese dospělí pacienti krevní tlak nežádoucí účinky zdraví
příznaky úzkost šťastný řízení želízka ťuk ňadra nejneobhospodařovávanější okamžitě závislost
"""
TURKISH = """
ve ile için bir bu daha çok az sonra önce doz tedavi yanıt depresyon yetişkinler hastalar kan basıncı yan etkiler ağrı
İlaç ışık şiddetli güvenlik bağımlılık değerlendirilmesi elektrokonvülsif çekilmeyeceklermişçesine
"""
FINNISH = """
ja on ei tai kun jos hoito annos vaste masennus aikuiset potilaat verenpaine haittavaikutukset lääkevalmiste
elämänlaatu epäjärjestelmällisyys sairaanhoitopiiri hoitoresistentti uudelleenarviointi väsymys
"""
VIETNAMESE = """
và với của cho không sau trước liều điều trị đáp ứng trầm cảm người lớn bệnh nhân huyết áp tác dụng phụ buồn nôn
"""
LATVIAN = """
un ar pēc pirms nav ir deva ārstēšana atbildes reakcija depresija pieaugušie pacienti asinsspiediens blakusparādības
ķīmiskā ģībonis ļoti nekavējoties neatkarīgi Vīrusu Tīkls
"""

WORDS = {
    "en-GB": ENGLISH, "de": GERMAN, "fr": FRENCH, "es": SPANISH, "pl": POLISH, "cs": CZECH, "tr": TURKISH,
    "fi": FINNISH, "vi": VIETNAMESE, "lv": LATVIAN,
}  # fmt: skip
LANGUAGES = {language: tuple(words.split()) for language, words in WORDS.items()}
"""Words by language. Short ones are common, as in real text; some are longer than most."""

NUMBERS = (
    "64%", "28.5%", "95% CI", "(n=73)", "(n\u00a0=\u00a073)", "0.53–0.84", "3–5", "24/7", "0.5\u00a0mg/kg", "0.5 mg/kg",
    "1:30", "20\u202f000", "20\u2009000", "1,000", "±2\u00a0°C", "≥94\u00a0%", "<5 µg/L", "p < 0.05", "p\u00a0=\u00a00.003",
    "−3.5", "-5", ".5 mg", "10×10", "½", "1990-01-01", "020 7946 0123", "$5", "5 €", "§ 3", "No. 7", "5-HT", "+12", "~7",
)  # fmt: skip
"""Numbers with their units: no-break, narrow and thin spaces, and the plain ones that people type."""

MARKED = (
    "H~2~O", "CO~2~", "10^9^/L", "m^2^", "Na^+^/K^+^-ATPase", "5-HT~2A~", "GABA~A~", "kg·m^−2^", "t~½~", "C~max~", "1^st^",
    "*Candida*", "**not**", "***never***", "*in vitro*", "**Stop the infusion**", "**Bold words that** *lean over* and",
    "**long**-term", "*S*-ketamine", "[mise en garde]{lang=fr}", "[Weltschmerz]{lang=de}", "E\\*", "\\[sic]",
    "[the guideline](https://example.org/guideline)", "[leaflet](https://example.org)", "([here](https://example.org/a))",
    "[what the regulator says about driving after an infusion](https://example.org/driving)",
    "[help@example.org](mailto:help@example.org)",
)  # fmt: skip
"""Words with markup: scripts, weights, slopes, links and words in another language."""

HARD = (
    "https://www.example.org/a/very-long/path/to-the/document.html?id=12&lang=en", "10.1001/jamapsychiatry.2013.3049",
    "doi:10.1000/a-long-suffix.2019-0042", "and/or", "he/she/they", "risk/benefit/cost", "mg/kg/h", "and / or", "A / B",
    "mood—later—fades", "mood — later", "3—5", "rock-n-roll", "state-of-the-art", "non-English-speaking", "e-", "-pril",
    "Really ?", "Stop !", "« oui »", "» nein «", "„nein“", "‚nein‘", "“quoted”", "‘single’", "it’s", "( see", "below )",
    "[note", "so:", "however;", "yes!", "perhaps?", "(see", "below)", "...", "wait…", "… and", "A&E", "K+", "<LLN", "Q/A",
    "Q, R;", "TTT", "f’ f” f)", "Vīta", "ťuk)", "“ïde", "(j) (J)", "LLL.", "rv vv yv", "AVAVAV", "To Ta Ty", "fi fl ffi tt ti",
    "β-blocker", "α-synuclein", "κ-opioid", "Ω-3", "µ-receptor", "Ελληνικά", "ψυχή", "Здоровье", "Київ", "γάμμα-αμινοβουτυρικό",
    "→", "↑", "↓", "⇌", "≈", "≠", "∞", "√2", "∑", "𝑥", "𝑛 = 12", "✓", "■", "x̄", "é", "ñ", "ﬁ",
    "pneumonoultramicroscopicsilicovolcanoconiosis", "Donaudampfschifffahrtsgesellschaftskapitän",
    "co\u00adoperation", "hyper\u00adpolarisation", "zero\u200bwidth", "word\u2060joiner", "non\u2011breaking",
)  # fmt: skip
"""What breaks lines badly, widens when kerned, or comes from another font than the words around it."""
