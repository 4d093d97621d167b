"""Which layouts of a template may serve which of ours: names in several languages, types, and what takes their place.

The names are those that PowerPoint gives its own layouts in the languages that it speaks, and those that designers use
for more. A layout of ours without a row here is matched by its placeholders alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from builder.frozen import dataclass

TITLE_ONLY = "title-only"
"""A role of templates alone: a title, and the rest of the slide left free. The last resort of every other."""


@dataclass(frozen=True, slots=True)
class Role:
    """What a layout must have to serve: its name or type, and how many places for content.

    `contents` is the number of places that take words; `instead` are roles whose layout is taken where none is found.
    """

    names: tuple[str, ...]
    kinds: tuple[str, ...] = ()
    contents: int = 0
    instead: tuple[str, ...] = (TITLE_ONLY,)


ROLES: Mapping[str, Role] = MappingProxyType(
    {
        "cover": Role(
            names=(
                "Title Slide", "Cover", "Title", "Opening", "Start", "Titelfolie", "Titel", "Deckblatt", "Startfolie",
                "Diapositive de titre", "Page de titre", "Couverture", "Diapositiva de título", "Portada",
                "Diapositiva titolo", "Copertina", "Slide de Título", "Diapositivo de Título", "Capa", "Titeldia",
                "Titelpagina", "Voorblad", "Rubrikbild", "Titelslide", "Titeldias", "Forside", "Tittellysbilde",
                "Forsidelysbilde", "Otsikkodia", "Slajd tytułowy", "Úvodní snímek", "Úvodná snímka", "Címdia",
                "Diapozitiv titlu", "Naslovni diapozitiv", "Титульный слайд", "Титулен слайд", "Başlık Slaydı",
                "タイトル スライド", "标题幻灯片", "標題投影片", "제목 슬라이드",
            ),
            kinds=("title",),
        ),
        "section": Role(
            names=(
                "Section Header", "Section opener", "Section", "Section Title", "Section Divider", "Divider",
                "Chapter", "Break",
                "Abschnittsüberschrift", "Abschnitt", "Kapitel", "Kapiteltrenner", "Zwischentitel", "Trennfolie",
                "Titre de section", "En-tête de section", "Chapitre", "Intercalaire", "Encabezado de sección",
                "Sección", "Separador", "Intestazione sezione", "Sezione", "Cabeçalho da Seção",
                "Cabeçalho da Secção", "Seção", "Separator", "Sectiekop", "Hoofdstuk", "Avsnittsrubrik", "Avsnitt",
                "Afsnitsoverskrift", "Deloverskrift", "Osan ylätunniste", "Nagłówek sekcji", "Záhlaví části",
                "Szakaszfejléc", "Заголовок раздела", "Bölüm Üst Bilgisi", "セクション見出し", "节标题", "구역 머리글",
            ),
            kinds=("secHead",),
            instead=("cover", TITLE_ONLY),
        ),
        "points": Role(
            names=(
                "Title and Content", "Title and Points", "Title, Content", "Content", "Title and Text",
                "Title and Body", "Bullets", "Text", "One Column", "Standard", "Titel und Inhalt", "Inhalt",
                "Titel und Text",
                "Titre et contenu", "Contenu", "Titre et texte", "Título y objetos", "Título y contenido", "Contenido",
                "Titolo e contenuto", "Contenuto", "Título e Conteúdo", "Título e Objeto", "Conteúdo",
                "Titel en object", "Titel en inhoud", "Inhoud", "Rubrik och innehåll", "Innehåll",
                "Titel og indholdsobjekt", "Titel og indhold", "Indhold", "Tittel og innhold", "Innhold",
                "Otsikko ja sisältö", "Sisältö", "Tytuł i zawartość", "Nadpis a obsah", "Obsah", "Cím és tartalom",
                "Titlu și conținut", "Заголовок и объект", "Başlık ve İçerik", "タイトルとコンテンツ", "标题和内容",
                "標題及物件", "제목 및 내용",
            ),
            kinds=("obj", "tx"),
            contents=1,
        ),
        "two-columns": Role(
            names=(
                "Two Content", "Two Columns", "2 Columns", "Two Contents", "Zwei Inhalte", "Zwei Spalten", "2 Spalten",
                "Deux contenus", "Deux colonnes", "Dos objetos", "Dos contenidos", "Dos columnas", "Due contenuti",
                "Due colonne", "Duas Partes de Conteúdo", "Conteúdo Duplo", "Duas Colunas", "Inhoud van twee",
                "Twee kolommen", "Två innehållsdelar", "Två kolumner", "To indholdsobjekter", "To kolonner",
                "To innholdsdeler", "Kaksi sisältökohdetta", "Dwa elementy zawartości", "Dva obsahy",
                "Két tartalomrész", "Два объекта", "İki İçerik", "2 つのコンテンツ", "两栏内容", "두 개 콘텐츠",
            ),
            kinds=("twoObj", "twoColTx"),
            contents=2,
            instead=("points", TITLE_ONLY),
        ),
        "points-figure": Role(
            names=(
                "Points beside a figure", "Text and Picture", "Text and Chart", "Text and Image", "Content and Picture",
                "Content with Image", "Text und Bild", "Inhalt und Bild", "Text und Diagramm", "Texte et image",
                "Texto e imagen", "Testo e immagine", "Texto e Imagem", "Tekst en afbeelding", "Text och bild",
            ),
            kinds=("txAndObj", "txAndChart", "txAndTbl", "txAndClipArt"),
            contents=2,
            instead=("two-columns", "points", TITLE_ONLY),
        ),
        "figure": Role(
            names=(
                "Figure", "Title and Figure", "Chart", "Title and Chart", "Diagram", "Titel und Diagramm", "Abbildung",
                "Graphique", "Titre et graphique", "Gráfico", "Grafico", "Grafiek", "Diagramm",
            ),
            kinds=("chart", "objOnly"),
            instead=("points", TITLE_ONLY),
        ),
        "step-build": Role(
            names=(
                "Step Build", "Step by Step", "Build-up", "Schritt für Schritt", "Aufbau", "Étape par étape",
                "Pas à pas", "Paso a paso", "Passo dopo passo", "Passo a Passo", "Stap voor stap", "Steg för steg",
                "Trin for trin", "Trinn for trinn", "Vaihe vaiheelta", "Krok po kroku", "Krok za krokem",
            ),
            instead=("figure", "points", TITLE_ONLY),
        ),
        "table": Role(
            names=("Table", "Title and Table", "Tabelle", "Titel und Tabelle", "Tableau", "Tabla", "Tabella", "Tabela",
                   "Tabel", "Tabell"),
            kinds=("tbl",),
            instead=("points", TITLE_ONLY),
        ),
        "quote": Role(
            names=(
                "Quote", "Quotation", "Quote with Caption", "Zitat", "Zitat mit Beschriftung", "Zitat mit Name",
                "Citation", "Citation avec légende", "Cita", "Cita con descripción", "Citazione", "Citação", "Citaat",
                "Citat", "Sitat", "Lainaus", "Cytat", "Citace", "Цитата", "引用",
            ),
            contents=1,
            instead=("points", TITLE_ONLY),
        ),
        "references": Role(
            names=("References", "Bibliography", "Literature", "Sources", "Literatur", "Quellen", "Références",
                   "Bibliographie", "Bibliografía", "Referencias", "Bibliografia", "Referências", "Literatuur",
                   "Referenser", "Referencer", "Referanser", "Lähteet"),
            contents=1,
            instead=("two-columns", "points", TITLE_ONLY),
        ),
        "three-columns": Role(
            names=(
                "Three Content", "Three Columns", "3 Columns", "Drei Inhalte", "Drei Spalten", "3 Spalten",
                "Trois contenus", "Trois colonnes", "Tres objetos", "Tres columnas", "Tre contenuti", "Tre colonne",
                "Três Conteúdos", "Três Colunas", "Drie kolommen", "Tre kolumner", "Tre kolonner", "Kolme saraketta",
            ),
            contents=3,
            instead=("two-columns", "points", TITLE_ONLY),
        ),
        "comparison": Role(
            names=(
                "Comparison", "Compare", "Pros and Cons", "Vergleich", "Comparaison", "Comparación", "Confronto",
                "Comparação", "Vergelijking", "Jämförelse", "Sammenligning", "Vertailu", "Porównanie", "Porovnání",
                "Összehasonlítás", "Comparație", "Сравнение", "Karşılaştırma", "比較", "比较", "비교",
            ),
            kinds=("twoTxTwoObj",),
            contents=2,
            instead=("two-columns", "points", TITLE_ONLY),
        ),
        "comparison-three": Role(
            names=("Comparison of Three", "Three-way Comparison", "Vergleich von drei", "Dreiervergleich"),
            contents=3,
            instead=("three-columns", "comparison", "two-columns", "points", TITLE_ONLY),
        ),
        "figures": Role(
            names=("Two Figures", "Two Pictures", "Two Charts", "Zwei Bilder", "Zwei Abbildungen", "Zwei Diagramme",
                   "Deux images", "Deux graphiques", "Dos imágenes", "Due immagini", "Duas imagens"),
            contents=2,
            instead=("two-columns", "points", TITLE_ONLY),
        ),
        "figure-points": Role(
            names=(
                "Figure beside points", "Picture and Text", "Chart and Text", "Image and Text", "Picture and Content",
                "Image with Content", "Bild und Text", "Bild und Inhalt", "Diagramm und Text", "Image et texte",
                "Imagen y texto", "Immagine e testo", "Imagem e Texto", "Afbeelding en tekst", "Bild och text",
            ),
            kinds=("objAndTx", "chartAndTx", "clipArtAndTx"),
            contents=2,
            instead=("two-columns", "points", TITLE_ONLY),
        ),
        "summary": Role(
            names=(
                "Summary", "Conclusion", "Conclusions", "Key Messages", "Take-home Messages", "Key Points",
                "Zusammenfassung", "Fazit", "Kernaussagen", "Résumé", "Resumen", "Conclusiones", "Riepilogo",
                "Conclusioni", "Resumo", "Conclusões", "Samenvatting", "Sammanfattning", "Opsummering",
                "Oppsummering", "Yhteenveto", "Podsumowanie", "Souhrn", "Összefoglalás", "Выводы", "まとめ", "总结",
            ),
            contents=1,
            instead=("points", TITLE_ONLY),
        ),
        "questions": Role(
            names=(
                "Questions", "Thank You", "Closing", "Closing Slide", "End", "End Slide", "Contact", "Fragen", "Danke",
                "Vielen Dank", "Abschluss", "Schlussfolie", "Kontakt", "Merci", "Fin", "Preguntas", "Gracias",
                "Cierre", "Domande", "Grazie", "Chiusura", "Perguntas", "Obrigado", "Vragen", "Bedankt", "Slot",
                "Frågor", "Tack", "Spørgsmål", "Tak", "Spørsmål", "Takk", "Kysymyksiä", "Kiitos", "Pytania",
                "Dziękujemy", "Dotazy", "Kérdések", "Вопросы", "ご質問", "谢谢",
            ),
            instead=("cover", "section", TITLE_ONLY),
        ),
        "disclosures": Role(
            names=("Disclosures", "Disclosure", "Conflicts of Interest", "Interessenkonflikte", "Liens d'intérêts",
                   "Conflictos de interés", "Conflitti di interesse", "Belangenverstrengeling", "Jäv"),
            contents=1,
            instead=("points", TITLE_ONLY),
        ),
        "objectives": Role(
            names=("Objectives", "Learning Objectives", "Learning Outcomes", "Lernziele", "Ziele", "Objectifs",
                   "Objetivos", "Obiettivi", "Leerdoelen", "Lärandemål", "Læringsmål", "Oppimistavoitteet"),
            contents=1,
            instead=("points", TITLE_ONLY),
        ),
        TITLE_ONLY: Role(
            names=(
                "Title Only", "Headline Only", "Nur Titel", "Titre seul", "Solo el título", "Solo título",
                "Solo titolo", "Somente Título", "Só Título", "Alleen titel", "Endast rubrik", "Kun titel",
                "Bare tittel", "Vain otsikko", "Tylko tytuł", "Pouze nadpis", "Jenom nadpis", "Csak cím",
                "Только заголовок", "Yalnızca Başlık", "タイトルのみ", "仅标题", "제목만",
            ),
            kinds=("titleOnly",),
            instead=(),
        ),
    }
)  # fmt: skip


def role_of(key: str, name: str, bodies: int) -> Role:
    """Return the row of a layout of ours, or one made from its name and the number of its places for words."""
    if key in ROLES:
        return ROLES[key]
    instead = {0: ("figure", "points", TITLE_ONLY), 1: ("points", TITLE_ONLY)}.get(
        bodies, ("two-columns", "points", TITLE_ONLY)
    )
    return Role((name,), contents=min(bodies, 2), instead=instead)
