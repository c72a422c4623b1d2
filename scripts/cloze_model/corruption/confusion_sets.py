"""Sets of words that are confused with one another, and the function words that are left out or put in."""

CONFUSION_SETS = [
    set(group.split())
    for group in (
        "their there they're", "its it's", "your you're", "whose who's", "then than", "affect effect", "lose loose", "to too two",
        "by buy bye", "of off", "were where we're was", "quite quiet quit", "accept except", "advice advise", "weather whether",
        "than that", "for from form", "if of", "is as in it", "on in at", "an and any", "this these those the", "there these",
        "has have had", "is are was were be been", "do does did done", "a an", "he the", "or of", "one won", "know now no",
        "principal principle", "complement compliment", "discreet discrete", "passed past", "lead led", "choose chose chosen",
        "every ever very", "through though thorough thought", "which witch", "here hear", "write right", "site sight cite",
        "insure ensure assure", "its' its", "lets let's", "cant can't", "wont won't", "much many", "less fewer few little",
        "other another others", "some any", "since for", "who whom which that", "say tell", "make do", "other's others",
        "between among", "also too", "so such", "like as", "beside besides", "later latter", "maybe may", "everyday every",
        "apart a", "use used uses", "might may", "will would", "can could", "shall should", "into in onto", "with within without",
        "good well", "easy easily", "real really", "different differently", "hard hardly", "late lately", "most mostly",
        "them they their", "him he his", "her she hers", "us we our", "me my I", "it its", "itself themselves", "yours your",
        "what which", "when where while", "during while", "because due", "bring take", "teach learn", "borrow lend",
        "interested interesting", "bored boring", "excited exciting", "tired tiring", "confused confusing", "until by",
    )
]  # fmt: skip
PREPOSITIONS = "of in on at to for with by from about into onto over under between through during as within after before since".split()
ARTICLES = ["a", "an", "the"]
AUXILIARIES = "is are was were be been being has have had do does did can could will would should may might must".split()
DROPPED = (
    ARTICLES + PREPOSITIONS + AUXILIARIES
    + "that which who it this these they you we i he she not and or but so if when than there then also other same more all any your".split()
)  # fmt: skip
EXTRA = ARTICLES + PREPOSITIONS + AUXILIARIES + "that it which also more so there then this and you will not".split()
