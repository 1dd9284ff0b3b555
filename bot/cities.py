"""Names that people know places by and that are no names of time zones, each beside the zone that it lies in."""

from __future__ import annotations

from typing import Final

# One zone a line. Countries and former names come from the tz database itself; see zones.py.
ELSEWHERE: Final = """
Africa/Algiers: Oran
Africa/Cairo: Alexandria, Giza
Africa/Casablanca: Agadir, Fez, Marrakech, Marrakesh, Rabat, Tangier
Africa/Dar_es_Salaam: Dodoma, Zanzibar
Africa/Johannesburg: Bloemfontein, Cape Town, Durban, Pretoria, Soweto
Africa/Kinshasa: DR Congo
Africa/Lagos: Abuja, Ibadan, Kano
Africa/Nairobi: Mombasa
America/Anchorage: Alaska, US, USA
America/Argentina/Buenos_Aires: La Plata, Mar del Plata
America/Bahia: Salvador
America/Bogota: Barranquilla, Cali, Cartagena, Medellin
America/Caracas: Maracaibo
America/Chicago: US, USA, Austin, Central Time, Dallas, Fort Worth, Houston, Illinois, Kansas City, Louisiana, Memphis, Milwaukee, Minneapolis, Minnesota, Missouri, Nashville, New Orleans, Oklahoma, Saint Louis, San Antonio, St Louis, Texas, Tulsa, Wisconsin
America/Denver: US, USA, Albuquerque, Colorado, Colorado Springs, Montana, Mountain Time, New Mexico, Salt Lake City, Utah, Wyoming
America/Detroit: Michigan
America/Edmonton: Alberta, Calgary
America/Guayaquil: Quito
America/Halifax: Atlantic Time, Nova Scotia
America/Hermosillo: Sonora
America/Indiana/Indianapolis: Indiana
America/Los_Angeles: US, USA, California, Las Vegas, Nevada, Oakland, Oregon, Pacific Time, Portland, Sacramento, San Diego, San Francisco, San Jose, Seattle, Silicon Valley, Washington State
America/Manaus: Amazonas
America/Mexico_City: Guadalajara, Puebla
America/New_York: US, USA, Atlanta, Baltimore, Boston, Brooklyn, Buffalo, Charlotte, Cincinnati, Cleveland, Columbus, Connecticut, Eastern Time, Florida, Georgia in the US, Jacksonville, Massachusetts, Miami, New Jersey, New York City, North Carolina, NYC, Ohio, Orlando, Pennsylvania, Philadelphia, Pittsburgh, Raleigh, Tampa, Virginia, Washington, Washington DC
America/Phoenix: US, USA, Arizona, Tucson
America/Recife: Pernambuco
America/Regina: Saskatchewan
America/Santiago: Valparaiso
America/Sao_Paulo: Belo Horizonte, Brasilia, Curitiba, Porto Alegre, Rio de Janeiro
America/Toronto: Hamilton Ontario, Ontario, Ottawa, Quebec, Quebec City
America/Vancouver: British Columbia, Victoria BC
America/Winnipeg: Manitoba
Asia/Almaty: Alma Ata, Astana
Asia/Baghdad: Basra, Mosul
Asia/Bangkok: Chiang Mai, Phuket
Asia/Dhaka: Chittagong
Asia/Dubai: Abu Dhabi, Sharjah, UAE
Asia/Ho_Chi_Minh: Da Nang, Hanoi
Asia/Jakarta: Bandung, Surabaya
Asia/Jerusalem: Haifa
Asia/Karachi: Faisalabad, Islamabad, Lahore, Rawalpindi
Asia/Kathmandu: Pokhara
Asia/Kolkata: Ahmedabad, Bangalore, Bengaluru, Bombay, Chennai, Delhi, Hyderabad, Jaipur, Kochi, Lucknow, Madras, Mumbai, New Delhi, Pune
Asia/Krasnoyarsk: Norilsk
Asia/Makassar: Bali, Denpasar
Asia/Manila: Cebu, Davao, Quezon City
Asia/Qatar: Doha
Asia/Riyadh: Dammam, Jeddah, Mecca, Medina
Asia/Seoul: Busan, Daegu, Incheon, Korea
Asia/Shanghai: Beijing, Chengdu, Guangzhou, Hangzhou, Nanjing, Peking, Shenzhen, Tianjin, Wuhan, Xian
Asia/Taipei: Kaohsiung, Taichung
Asia/Tehran: Isfahan, Mashhad, Persia, Shiraz, Tabriz
Asia/Tokyo: Fukuoka, Hiroshima, Kobe, Kyoto, Nagoya, Osaka, Sapporo, Yokohama
Asia/Yangon: Mandalay
Asia/Yekaterinburg: Chelyabinsk, Perm, Sverdlovsk, Ufa
Atlantic/Canary: Las Palmas, Tenerife
Atlantic/Reykjavik: Akureyri
Australia/Adelaide: South Australia
Australia/Brisbane: Cairns, Gold Coast
Australia/Darwin: Northern Territory
Australia/Melbourne: Geelong
Australia/Perth: Western Australia
Australia/Sydney: New South Wales, Newcastle Australia, Wollongong
Europe/Amsterdam: Eindhoven, Holland, Rotterdam, The Hague, Utrecht
Europe/Athens: Crete, Thessaloniki
Europe/Belgrade: Novi Sad, Yugoslavia
Europe/Berlin: Bavaria, Bremen, Cologne, Dortmund, Dresden, Dusseldorf, Essen, Frankfurt, Hamburg, Hanover, Leipzig, Munich, Nuremberg, Stuttgart
Europe/Bratislava: Kosice
Europe/Brussels: Antwerp, Bruges, Flanders, Ghent, Liege, Wallonia
Europe/Bucharest: Cluj, Iasi, Timisoara
Europe/Budapest: Debrecen
Europe/Copenhagen: Aarhus, Odense
Europe/Dublin: Cork, Galway, Limerick
Europe/Helsinki: Espoo, Tampere, Turku
Europe/Istanbul: Ankara, Antalya, Constantinople, Izmir
Europe/Kyiv: Kharkiv, Kharkov, Lviv, Mariupol, Odesa, Odessa
Europe/Lisbon: Faro, Porto
Europe/London: Birmingham, Brighton, Bristol, Cambridge, Cardiff, Edinburgh, England, Glasgow, Great Britain, Leeds, Leicester, Liverpool, Manchester, Newcastle, Northern Ireland, Nottingham, Oxford, Scotland, Sheffield, Southampton, UK, United Kingdom, Wales
Europe/Madrid: Barcelona, Basque Country, Bilbao, Catalonia, Granada, Malaga, Seville, Valencia, Zaragoza
Europe/Moscow: Kazan, Leningrad, Nizhny Novgorod, Petersburg, Petrograd, Rostov, Saint Petersburg, Sochi, St Petersburg, Voronezh
Europe/Oslo: Bergen, Trondheim
Europe/Paris: Bordeaux, Lille, Lyon, Marseille, Montpellier, Nantes, Nice, Strasbourg, Toulouse
Europe/Prague: Brno, Czechia, Ostrava
Europe/Rome: Bologna, Florence, Genoa, Milan, Naples, Palermo, Sardinia, Sicily, Turin, Venice
Europe/Sofia: Plovdiv, Varna
Europe/Stockholm: Gothenburg, Malmo, Uppsala
Europe/Tallinn: Tartu
Europe/Vienna: Graz, Innsbruck, Linz, Salzburg
Europe/Vilnius: Kaunas
Europe/Warsaw: Cracow, Gdansk, Katowice, Krakow, Lodz, Poznan, Wroclaw
Europe/Zagreb: Dubrovnik, Split
Europe/Zurich: Basel, Bern, Geneva, Lausanne
Pacific/Auckland: Christchurch, Dunedin, Wellington
Pacific/Honolulu: US, USA, Hawaii
"""  # noqa: E501  a zone and its places belong on one line
