/**
 * Given names that are written in several ways: short forms and spellings; English, Spanish, French and some more.
 * Data only, in ASCII. A line is one class, and its first word stands for all of it; no word stands in two lines.
 *
 * A short form that has several long ones (Alex, Chris, Sam) makes one class of them all, under the short form: nothing
 * is guessed, "Alex" meets both "Alexander" and "Alexandra", and the price is that these two meet one another when
 * the family name and the workplace or city agree as well. Counsel is asked first about every name (§7). Names that
 * are merely kin in another language (John, Juan, Jean) stay apart: a person seldom goes by both.
 */
const CLASSES = `
aaron aron
abigail abbie abby
abraham abe
ahmed ahmad achmed
aisha ayesha aicha aysha aishah
alan allan allen
albert bert bertie
alberto albertito
alex alexander alexandra alexandre alexandria alexis alejandro alejandra aleksandr aleksandra aleksander alec alek ale lex sasha sacha
alfonso poncho
alfred alf alfie
alicia ali
alison allison
amanda mandy
andrew andy drew
angela angie
ana anna anita
anne ann annie
andres andresito
anthony tony antony
antoine toinou
antonio tono toni
arthur art artie
arturo turo
augustin agustin
augustus gus
barbara barb barbie babs
bartholomew bart
beatrice beatriz bea trixie
benjamin ben benny benji benjy
bernard bernie
bradley brad
bridget biddy brigid
cameron cam
carl karl
carla karla
carlos carlitos
caroline carolina carol carrie caro
cassandra cass cassie
catalina cata
cecilia cecile cecily ceci
charlie charles charlotte charly chuck chas lottie
chris christopher christina christine christian christoph christophe cristian cristina cristobal kristen kristin kristina kristine kristian topher chrissy christie christy cris kris
claire clara clare
claude claudio claudia
concepcion concha conchita
connor conor
constance connie constanza
cynthia cindy
dan daniel danny dany dani daniela danielle
david dave davey davy
deborah debbie deb debra
dennis denis denny
derek derrick deric
diana diane dianne di
dimitri dmitri dmitry dima dimitry
dolores lola
dominic dominique dom dominik
donald donnie donny don
dorothy dot dottie
douglas doug
ed edward eddie eddy edmund edwin edgar ned
eduardo edu lalo
eleanor nell nora leonor
elena lena
elizabeth liz lizzie liza beth bess betty betsy eliza elisabeth elisabet lisbeth
ellen ellie helen helena helene
emily emilie emilia
enrique quique kike
eric erik erick
ernest ernie
ernesto neto
esperanza espe
esther ester
eugene gene
evelyn evelyne
felipe pipe
fer fernando fernanda nando
florence flo florencia
fran francisco francisca francis frances francesca francesco frankie frank franny paco pancho paquito paqui kiko
francois francoise
fred frederick frederic frederik fredrik fredrick federico freddie freddy
gabi gabriel gabriela gabrielle gabriella gabe gaby gabby
gary garry
genevieve gen
geoffrey jeffrey geoff jeff jeffery
george georgie
gerald jerry gerard gerry
gertrude trudy
gilbert gil gilberto
gloria glo
gonzalo gonza
graham graeme grahame
gregory greg gregg
gregorio goyo
guadalupe lupe lupita
guillermo guille memo
guillaume guigui
harold hal
harry henry hank harrison
hassan hasan
herbert herb
hugh hugo hughie
hussein husain hussain husein hossein
ibrahim brahim ebrahim
ignacio nacho
isaac ike izaak
isabel isabella isabelle isa izzy bella isabela
jackie jacqueline jacquelyn jacky
jacob jake jakob
james jim jimmy jamie
jason jay
javier javi xavier xavi
jennifer jen jenny jenn jenna jennie
jeremy jez jem jeremiah
jess jessica jessie jesse
jesus chucho chuy
joaquin quino
jo joanna joanne joan josephine josie
john johnny jon jonny jack
jonathan jonathon johnathan
jordan jordi jordy
jorge coque
jose pepe josep
josefa pepa josefina
joseph joe joey josef
joshua josh
juan juanito
juana juanita
judith judy judi
julian julien
julio julito
katherine catherine kate katie kathy cathy kathryn kat kathleen katarina catarina ekaterina katya kitty kay catharine katharine katharina cate
kenneth ken kenny
kevin kev
kim kimberly kimberley kimmie
larry lawrence laurence laurie
laura lauren
leo leonard leonardo leon len lenny leopold
leslie lesley les
linda lynda
lou louis louise lewis louie luis luisa lucho
lucas luke luc lukas luca
lucia lucy lucie
luigi gigi
lydia lidia
magdalena madeleine madeline maddie magda
malcolm mal
manu manuel manuela manolo manolito emmanuel emanuel manny
marcus marc mark marco marcos marko markus
margaret maggie meg peggy margarita marguerite greta margot marge
maria mary marie mari mariam maryam
martin marty
matthew matt matty mathew
mateo teo
mathieu matthieu
matthias mathias matias
max maxwell maximilian maxim maxime maximo maxine maximiliano
mel melanie melissa melinda
mercedes merche
michael mike mick mickey mikey micheal
michel michou
michelle michele shelly
miguel miguelito
mikhail misha
mohammed muhammad mohamed mohammad muhammed mohamad mohd muhamad
moses moishe moshe
moises moi
musa moussa mousa
nancy nan
natalie natalia natasha nathalie tasha
nathan nathaniel nate nat
nick nicholas nicolas nicky nico nicolai nikolai nicole nicola nik nikki
oliver olivier ollie
olivia liv
omar umar oumar
oscar oskar
osman usman uthman ousmane
pablo pablito
pamela pam pammy
pat patrick patricia patty paddy trish tricia patrice patricio patti
paul paulie
pedro perico
peter pete
philip phil phillip philippe
pilar pili
rachel raquel rachael rach
rafael rafa raphael raph rafi
ralph ralf
ramon moncho
raymond ray
rebecca becky becca rebekah rebeca
reginald reg reggie
richard rick ricky dick rich richie ricardo
robert bob bobby rob robbie bobbie robby
roberto beto
rodney rod roderick
rodrigo rodri
roger rodge
roland rolando
ronald ron ronnie ronny
rosa rose rosie rosita
rosario charo chayo
russell russ
sam samuel samantha sammy
santiago santi
sara sarah sally sadie
scott scotty
sebastian seb sebastien bastien sebas
sergio sergei sergey serge
simon simeon
sofia sophie sophia sofie
soledad sole
stephen steve steven stevie
steph stephanie stephane stefanie stephan stefan
susan sue suzanne susana susanna susie suzy suzie
terry terence terrence terri
teresa theresa tere therese tess
theodore theo teodoro ted teddy
thomas tom tommy tomas
timothy tim timmy
val valerie valentina valeria valentin valentine
veronica vero veronique
vic victor victoria vicky viktor vicki vickie viktoria
vincent vince vinnie vicente
virginia ginny virginie
vladimir vova volodymyr
walter walt wally
william bill billy will willy willie
yusuf youssef yousef yusef yousuf
zachary zach zack zac
zoe zoey
muller mueller
schafer schaefer
schroder schroeder
kruger krueger
bohm boehm
konig koenig
jager jaeger
kohler koehler
gunther guenther gunter guenter
jurgen juergen
jorg joerg
soren soeren
sorensen soerensen
jorgensen joergensen
`;

const REPRESENTATIVES = new Map(
  CLASSES.trim()
    .split("\n")
    .map((line) => line.split(" "))
    .flatMap((names) => names.map((name) => [name, names[0] ?? name] as const)),
);

/** The word that stands for a name with all its short forms and spellings; the name itself when it is in no class. */
export function representativeName(name: string): string {
  return REPRESENTATIVES.get(name) ?? name;
}
