/**
 * Words of BIP39's lists that must not stand on the page of somebody in distress: harm, force, fear, illness, bodies, weapons,
 * police and courts, insults. They are left out where words are drawn to name a notebook or to be offered as a passphrase
 * (§15); a recovery kit keeps to the whole list, because it is an encoding. Without accents.
 */
export const HARD_WORDS = {
  en: words(`
    abandon abuse accident accuse acid addict alarm alcohol alien alone anger angry anxiety apology army arrest
    arrow assault attack awful awkward baby bitter black blade blame blast bleak blind blood body boil bomb bone
    boring boss bottom boy brain broken buddy bullet bunker burden burst bus buyer cannon chaos chase cheap chest
    chicken child chronic cigar client cliff clinic clog club clutch collect crack cradle crash crazy crime crouch
    cruel crush cry dad damage damp danger debris decide decline decrease defense defy demise denial deny depend
    deputy despair destroy detect dilemma dirt disagree disease dismiss disorder divorce dizzy doctor dose dragon
    drama drastic drink drip drop dumb dwarf elbow empty enemy enforce enlist erase erode erosion error erupt
    escape evidence evil exclude excuse execute exercise exhaust exile expire expose eye face fade faint fall
    false fat fatal father fatigue fault fee feed female fetch fever fiction fire fiscal flee flip fog foil force
    fragile frown frozen funny fury garbage gasp gate ghost girl glare gloom gossip grab grief grit grunt guard
    guilt gun hair hammer hand hard harsh hazard head heart hidden hip hollow horn horror hospital hotel hunt
    hurdle hurry hurt husband ice idle ignore ill illegal illness impose inflict inform inhale inherit inject
    injury inmate inner innocent insane inside invite jealous joke judge junk kick kid kidney kiss knee knife
    knock lady lawsuit lazy lecture leg legal liar limb loan lonely loud mad maid man marriage mask master mean
    mercy minor misery miss mistake mom monster mosquito mother mouse muscle must myself myth naive nasty negative
    neglect nerve never nose nuclear nurse nut obey oblige obscure odor organ orphan owner panic parent patient
    patrol penalty pill pipe pistol please police poverty power prison private problem pull pulp punch pupil
    purity push puzzle quit raw razor rebel regret reject remember remove report require rescue resist retreat
    reveal rib ride rifle rigid riot risk rough rude sad sadness satoshi sausage scan scare scissors scorpion
    scrap scrub secret sentence shadow shaft shallow sheriff shiver shock shoot shove shrug shy sibling sick side
    siege silent silly siren sister skin skirt skull slab slam slice slim slush smoke snake snap sniff sock sorry
    spider split spoil spray squeeze step stick sting stomach strike struggle stuff stumble submit suffer surprise
    surround suspect swallow swamp swear sword symptom target taste tattoo teach tenant thing throw thumb tired
    toddler toilet tongue torch tornado toss tragic trap trash trial tribe trick trigger trouble trumpet tumble
    ugly unable unaware uncover under undo unfair unhappy uniform unknown unlock unusual upset urge useless vacant
    vague vanish vapor veteran viable vicious victory virus void vote warfare warrior wasp waste weapon weird wet
    whale whip whisper wife wild wink witness wolf woman worry wrap wreck wrestle wrist wrong
  `),
  es: words(`
    abdomen abogado aborto abuso acoso actriz acusar adicto agonia agrio ahogo alacran alarma alerta alfiler
    amargo anemia arana arder arpon asalto aspero ataque atroz ausente azote baston basura batalla bestia bicho
    boa bobo boca bomba bozal bruja brusco bruto buitre bulto burla cabeza cadaver caer caida cancer canon caos
    captar cara carcel careta carne caspa cerdo ciego cigarro clamor cochino codo colgar combate cordon craneo
    crimen cripta crisis crudo cuello cuerda culebra culpa culto cutis dardo debil dedo defensa delito dental
    derrota desnudo desvio deuda diablo disfraz dolor dosis droga duda duelo dureza duro ebrio echar eludir embudo
    enano encia enemigo enfado enfermo engano enredo escudo espada espia esposa eterno evadir exceso excusa exilio
    falda falso faltar farsa fatiga feo feroz fianza fiebre fiera fingir flaco fobia fogon forzar fosa fracaso
    fragil fraude freno frio fuego fuerza fuga furia fusil gemir golpe gordo grave grieta gripe grito grosor
    grueso guapo guerra gusano hacha hembra herir hostil hoyo huelga hueso huida huir hundir huracan hurto ilegal
    incapaz inerte infiel inutil ira jefe jeringa joroba juez juicio juzgar labio lacra ladron lagrima lamer lanza
    lastima lengua lesion letal llaga llanto llorar lobo loco locura lucha lujo macho mafia maldad maleta malo
    manco mano marido masa mascara matar mecha miedo militar misa miseria misil moho momia monja mono morder
    moreno morir morro mortal mozo muerte mugre mujer muleta multa muslo nariz narrar nasal nausea necio negar
    nervio nuca nudillo obeso obispo ocaso oculto odiar odio ofensa ogro ojo ombligo oponer orgia oscuro padre
    palido panico pecado pecho pedir pegar pelea peligro pellejo peluca pena perder pereza perro pesimo pierna
    piojo pirata pleito pobre policia potro preso prision privar pudor pulga punal puno pupila queja quemar rabia
    rabo rapaz rapto rechazo regir rehen reja rencor rendir retiro riesgo rigido rincon romper ronco rudo rugir
    ruido ruina ruptura sable sangre satan seco secreto secta sed separar sermon severo sexo sexto silencio
    soldado soledad sombra sordo sosten sotano sudor suegra sufrir suplir susto tabaco tabu tajo tatuaje temor
    tener tenso terror testigo tibio tiburon tieso tigre tiron titere tobillo tonto torero tormenta torpedo torso
    tos tosco toxico trance trato trauma tripa triste truco tuerto tumba tumor ulcera una urgente urna usar vacio
    vampiro varon vejez vena vencer veneno vengar verja verter vicio victima viejo vigor vil villa viudo voraz
    vulgar yacer zanja zorro zurdo
  `),
  fr: words(`
    abandon abolir aboyer abrupt absence absurde abusif abyssal accabler accuser acerbe affreux affubler agacer
    alarmer alerte aliener alourdir amertume anarchie aneantir angoisse anguleux anormal anxieux armature armement
    armure arracher arsenic assaut asservir asticot atroce attaque attraper autruche avarice aveugle avide bafouer
    barbier bataille batterie besogne betail biopsie bistouri bizarre blafard blague blessant bobard bordure
    boueux boxeur brasier brusque brutal bruyant burin cachette calomnie calvaire canon carabine caresser carnage
    causer censurer cerveau chagrin chasseur chavirer chimere clameur clonage cloporte coincer colere combat
    couteau crainte creuser cribler crier critere crotale cruel cupide cyanure cynique danger debattre deborder
    dechirer degager deglutir demolir denuder depart deranger derober desastre desert desobeir detester detresse
    diable dissiper docile dompter dopamine duperie durcir echarpe ecraser effacer effrayer ejecter embryon
    emprise endiguer enfance enfermer enfouir ennemi ennuyeux entraver envahir epidemie epier epuisant eruption
    esquiver eteindre etrange etroit euphorie evasion exclusif excuse executer exhaler exiler exulter faiblir
    farceur farouche fatal fatigue fautif feconder femme femur feodal feroce fiasco fissure flatteur fleau forcer
    foudre fouiller foulure fragile frapper frayeur freiner frelon fremir frenesie friable frisson froid fugitif
    fuite fureur furieux furtif genou gonfler gorge gouffre gravir griffure grogner gronder guepard guerrier
    hachoir hasard hematome herisson hesiter honteux horde horrible houleux huileux hurler hypnose ignorer
    illicite implorer imposer incendie incident infliger injecter injure inonder insulter intime intrigue inutile
    invasion irriter isoler ivresse jambe javelot jetable jouissif jugement jupon lacerer lambeau larme ligature
    ligoter litige lombric lourd louve lugubre lutter maigre malaxer malefice malheur malice manquant marteler
    matraque maudire maussade mechant menacer mensonge missile moqueur morceau morsure mortier mouche munition
    muscle mutation mutuel narquois naufrage nebuleux nefaste negation negliger nerveux nocif noirceur nuire
    nuisible nuque obeir obliger obscur odeur odorant offenser opprimer orifice ossature ouragan outrager paniquer
    paresse penetrer penible penurie perforer perte peser phobie pieuvre piquer plexus plomb policier posseder
    poussin prison priver proie psychose puiser punaise punitif querelle ragondin raideur ravager ravin reclamer
    reculer redouter rejeter renoncer reprise requin retenir reticule revanche revolte rigide risible risque rival
    ronce rouille rugueux ruiner ruser saboter sabre sanction sarcasme saturer saugrenu sauvage scalpel scandale
    scelerat scinder secouer secreter sedatif seduire semence seminal sevir sevrage sinistre solitude sombre
    sorcier sottise soucieux soutirer strict stupeur surprise sursaut suspect tabac taquiner tatouage taureau
    tenaille tension terrible tetine thorax timide tordre tornade torpille torse tousser toxine tragique trahir
    trancher tronc tumulte tympan typhon tyran usure vacarme vagabond vaincre vampire vaseux venger venimeux
    vetuste vexant vexer viande vilain violon vipere virus visqueux vorace
  `),
} as const;

function words(text: string): ReadonlySet<string> {
  return new Set(text.trim().split(/\s+/));
}

/** What is left of a list: about nine words in ten or more, in the list's order. */
export function gentle(list: readonly string[], hard: ReadonlySet<string>): readonly string[] {
  return list.filter((word) => !hard.has(word.normalize("NFD").replace(/\p{M}/gu, "")));
}
